using System.Text;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.ImageRules;

namespace NanoMonitor.Tools.NanoSurface.Tests;

public class LimitTests
{
    [Theory]
    [InlineData(MethodSizeRule.MaxLocals - 10, false)]
    [InlineData(MethodSizeRule.MaxLocals + 10, true)]
    public void Rejects_a_method_with_too_many_locals(int locals, bool rejected)
    {
        var body = new StringBuilder();
        for (int i = 0; i < locals; i++)
        {
            body.Append($"int v{i} = x + {i};\n");
        }
        string sum = string.Join(" + ", Enumerable.Range(0, locals).Select(i => $"v{i} * v{i}"));

        Assert.Equal(rejected, Rules($"{body}return {sum};").Contains(MethodSizeRule.LocalsId));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(9000, true)]
    public void Rejects_a_branch_that_spans_more_than_32_KB(int statements, bool rejected)
    {
        string body = "while (x > 0)\n{\n" + string.Concat(Enumerable.Repeat("x = x * 3;\n", statements)) + "}\nreturn x;";

        Assert.Equal(rejected, Rules(body).Contains(MethodSizeRule.BranchId));
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(17_000, true)]
    public void Rejects_more_IL_than_an_assembly_may_hold(int statements, bool rejected)
    {
        string body = string.Concat(Enumerable.Repeat("x = x * 3;\n", statements)) + "return x;";

        Assert.Equal(rejected, Reasons(body).Any(reason => reason.Contains("bytes of IL", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(70_000, true)]
    public void Rejects_more_string_bytes_than_an_assembly_may_hold(int bytes, bool rejected)
    {
        string body = $"return \"{new string('a', bytes)}\".Length + x;";

        Assert.Equal(rejected, Reasons(body).Any(reason => reason.Contains("strings and names", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(62_000, true)]
    public void Rejects_more_array_initialisers_than_an_assembly_may_hold(int bytes, bool rejected)
    {
        string body = $"byte[] table = {{ {string.Join(",", Enumerable.Range(0, bytes).Select(i => i % 251))} }};\nreturn table[x];";

        Assert.Equal(rejected, Reasons(body).Any(reason => reason.Contains("array initialisers", StringComparison.Ordinal)));
    }

    private static string[] Rules(string body) => [.. Judge(body).Select(finding => finding.Rule)];

    private static string[] Reasons(string body) => [.. Judge(body).Where(finding => finding.Rule == AssemblySizeRule.Id).Select(finding => finding.Reason)];

    private static IReadOnlyList<Finding> Judge(string body)
    {
        IReadOnlyList<Finding> findings = CorpusFile.JudgeText(
            "Generated.cs",
            $"namespace NanoMonitor.Corpus\n{{\npublic static class Sample\n{{\npublic static int Run(int x)\n{{\n{body}\n}}\n}}\n}}\n");
        Assert.DoesNotContain(findings, finding => finding.Rule.StartsWith("CS", StringComparison.Ordinal));
        return findings;
    }
}
