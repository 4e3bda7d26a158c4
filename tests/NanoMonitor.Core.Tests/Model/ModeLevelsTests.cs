using NanoMonitor.Core.Model;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

public class ModeLevelsTests
{
    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void At_the_levels_of_a_mode_every_deviation_from_its_means_vanishes(int seed, bool shuffled)
    {
        TableParameters parameters = RandomTables.Create(seed, modes: 1, residual: false, shuffled);
        WeightTable table = WeightTable.Read(WeightTableWriter.Write(parameters));
        GroupMade model = new(table);
        model.Evaluate(ModeLevels.Of(table, 0));
        // Levels are whole feature units, up to 0.4 conditional σ: ½·log2 e·0.4² bits, and what they do to later means.
        Assert.All(model.Terms, term => Assert.InRange(term, 0, 60));
    }

    [Fact]
    public void Modes_have_levels_of_their_own()
    {
        WeightTable table = WeightTable.Read(WeightTableWriter.Write(RandomTables.Create(5, modes: 2, residual: false)));
        Assert.NotEqual(ModeLevels.Of(table, 0), ModeLevels.Of(table, 1));
    }
}
