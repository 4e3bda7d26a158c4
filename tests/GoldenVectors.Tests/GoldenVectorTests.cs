using NanoMonitor.Core.Model;
using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using Xunit;

namespace NanoMonitor.Tools.GoldenVectors.Tests;

public class GoldenVectorTests
{
    // An assembly of the node holds about 60 KB of array initialisers.
    private const int MaxInitialiserBytes = 60 * 1024;

    private static readonly IReadOnlyList<VectorClass> s_files = GoldenFiles.Create();

    public static TheoryData<string> Files => [.. s_files.Select(GoldenFiles.NameOf)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_committed_numbers_are_what_Core_computes(string file)
    {
        string expected = s_files.Single(vectors => GoldenFiles.NameOf(vectors) == file).ToString();
        string committed = File.ReadAllText(Path.Combine(Folder(), file)).ReplaceLineEndings("\n");
        Assert.True(expected == committed, $"{file} is not what Core computes: run 'dotnet run --project tools/GoldenVectors' if the numbers changed on purpose");
    }

    [Fact]
    public void No_other_numbers_lie_beside_them()
    {
        Assert.Equal(
            s_files.Select(GoldenFiles.NameOf).Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder()).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void They_fit_one_assembly_of_the_node()
    {
        Assert.InRange(s_files.Sum(file => file.InitialiserBytes), 1, MaxInitialiserBytes);
    }

    [Fact]
    public void The_golden_decisions_reach_every_state()
    {
        int[] states = [.. Enumerable.Range(0, GoldenDecision.Count).SelectMany(run => DecisionVectors.Results(run).Where((_, i) => i % 3 == 0)).Distinct()];
        Assert.Equal(Enumerable.Range(0, HealthState.Count), states.Order());
    }

    [Fact]
    public void The_golden_tables_have_1_to_4_modes_with_and_without_residual_and_each_mode_wins_somewhere()
    {
        WeightTable[] tables = [.. Enumerable.Range(0, ModelVectors.TableCount).Select(index => WeightTable.Read(ModelVectors.Table(index)))];
        Assert.Equal(
            [(1, false), (1, true), (2, false), (2, true), (3, false), (3, true), (4, false), (4, true)],
            tables.Select(table => (table.ModeCount, table.Modes[0].HasResidual)).Order());
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, tables.Length).SelectMany(ModelVectors.Modes).Distinct().Order());
    }

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NanoMonitor.sln")))
            {
                return Path.Combine(folder.FullName, GoldenFiles.Folder);
            }
        }

        throw new DirectoryNotFoundException("no folder above the tests holds NanoMonitor.sln");
    }
}
