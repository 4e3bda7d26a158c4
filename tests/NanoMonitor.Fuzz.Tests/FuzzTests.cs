using Xunit.Abstractions;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>
/// Whatever bytes come in, a parser takes them or throws the exception it documents, with a message that says what and where; it comes
/// to an end, allocates in proportion to the input, and what it takes in a canonical encoding encodes to the same bytes.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Targets => [.. AllTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Survives(string name)
    {
        using var folder = new ScratchFolder();
        FuzzTarget target = AllTargets.Create(name, folder.Path);
        int inputs = Math.Max(1, FuzzPlan.Inputs / target.Slowness);
        var run = new FuzzRun(target);
        run.Try(CorpusFolder.Of(name), inputs, FuzzPlan.Seed);

        output.WriteLine($"{name}: {inputs} inputs from seed {FuzzPlan.Seed}, {run.Accepted} accepted");
        Assert.True(run.Findings.Count == 0, $"{name}, seed {FuzzPlan.Seed}:\n{string.Join("\n", run.Findings)}");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Takes_the_valid_samples(string name)
    {
        using var folder = new ScratchFolder();
        FuzzTarget target = AllTargets.Create(name, folder.Path);
        foreach (var sample in CorpusGenerator.Make().Where(sample => sample.Target == name))
        {
            byte[] bytes = CorpusFolder.Of(name, sample.Name);
            Assert.Equal(target.Parse(bytes) ?? bytes, bytes);
        }
    }
}
