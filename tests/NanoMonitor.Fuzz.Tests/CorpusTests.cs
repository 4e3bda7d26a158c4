namespace NanoMonitor.Fuzz.Tests;

/// <summary>The samples that are checked in are those that the generator makes, and a few that once broke something.</summary>
public class CorpusTests
{
    private const string WriteVariable = "NANOMONITOR_FUZZ_WRITE_CORPUS";

    [Fact]
    public void Holds_what_the_generator_makes()
    {
        string? writeTo = Environment.GetEnvironmentVariable(WriteVariable);
        foreach ((string target, string name, byte[] bytes) in CorpusGenerator.Make())
        {
            if (string.IsNullOrEmpty(writeTo))
            {
                Assert.Equal(bytes, CorpusFolder.Of(target, name));
                continue;
            }

            Directory.CreateDirectory(Path.Combine(writeTo, target));
            File.WriteAllBytes(Path.Combine(writeTo, target, name), bytes);
        }
    }

    [Fact]
    public void Has_samples_of_every_target()
    {
        Assert.Equal(AllTargets.Names.Order(), CorpusGenerator.Make().Select(sample => sample.Target).Distinct().Order());
    }
}
