using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.Tests;

public class CorpusTests
{
    public static TheoryData<string> Bad => [.. CorpusFile.Names("Bad")];

    public static TheoryData<string> Good => [.. CorpusFile.Names("Good")];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Rejects_a_bad_file_for_its_reason_and_no_other(string name)
    {
        CorpusFile file = CorpusFile.Load("Bad", name);
        IReadOnlyList<Finding> findings = file.Judge();

        Assert.Contains(findings, finding => finding.Rule == file.ExpectedRule && finding.Line == file.ExpectedLine);
        Assert.All(findings, finding => Assert.True(
            finding.Rule == file.ExpectedRule || BothFromCompiler(finding.Rule, file.ExpectedRule),
            $"also found: {finding}"));
        Assert.All(findings, finding =>
        {
            Assert.Equal(name + ".cs", finding.File);
            Assert.True(finding.Column > 0);
            Assert.DoesNotContain('\n', finding.Reason);
        });
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Accepts_a_good_file(string name) => Assert.Empty(CorpusFile.Load("Good", name).Judge());

    [Fact]
    public void Every_rule_has_a_file_that_it_rejects()
    {
        string[] covered = [.. CorpusFile.Names("Bad").Select(name => CorpusFile.Load("Bad", name).ExpectedRule).Distinct()];

        Assert.Empty(Gate.SourceRuleNames.Except(covered));
    }

    private static bool BothFromCompiler(string rule, string expected) =>
        rule.StartsWith("CS", StringComparison.Ordinal) && expected.StartsWith("CS", StringComparison.Ordinal);
}
