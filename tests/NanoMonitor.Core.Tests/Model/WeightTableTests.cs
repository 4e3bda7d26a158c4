using CsCheck;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Quantization;

namespace NanoMonitor.Core.Tests.Model;

public class WeightTableTests
{
    private static readonly byte[] Valid = WeightTableWriter.Write(RandomTables.Create(1));

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, true)]
    [InlineData(4, true, false)]
    public void What_is_written_is_read_back(int modes, bool residual, bool shuffled)
    {
        var parameters = RandomTables.Create(11, modes, residual, shuffled);
        var table = WeightTable.Read(WeightTableWriter.Write(parameters));
        Assert.Equal(parameters.Spec.Hash, table.Spec.Hash);
        Assert.Equal(parameters.Order.FeatureAt, table.Order.FeatureAt);
        Assert.Equal(parameters.Order.GroupSizes, table.Order.GroupSizes);
        Assert.Equal(parameters.Offset, table.Offset);
        Assert.Equal(parameters.Scale, table.Scale);
        Assert.Equal(parameters.Thresholds.AlarmScore, table.Thresholds.AlarmScore);
        Assert.Equal(parameters.Thresholds.StoppedRmsMilliG, table.Thresholds.StoppedRmsMilliG);
        Assert.Equal((600, 2000, 300, 400, 128), (table.Thresholds.BaselineWindows, table.Thresholds.CentreScore, table.Thresholds.OffsetLimit, table.Thresholds.ScoreDriftLimit, table.Thresholds.BandDriftLimit));
        Assert.Equal(modes, table.ModeCount);
        for (var mode = 0; mode < modes; mode++)
        {
            Assert.Equal(parameters.Modes[mode].Skip.Weights, table.Modes[mode].Skip.Weights);
            Assert.Equal(parameters.Modes[mode].LogSigma, table.Modes[mode].LogSigma);
            Assert.Equal(parameters.Modes[mode].LogSigmaHead?.Weights, table.Modes[mode].LogSigmaHead?.Weights);
        }
    }

    [Fact]
    public void Two_modes_of_the_default_layout_fit_4_KB()
    {
        Assert.InRange(WeightTableWriter.Write(RandomTables.Create(1, 2, residual: false)).Length, 1, 4096);
    }

    [Fact]
    public void Four_modes_with_residuals_fit_the_limit_of_the_node()
    {
        Assert.InRange(WeightTableWriter.Write(RandomTables.Create(1, 4, residual: true)).Length, 1, WeightTable.MaxLength);
    }

    [Fact]
    public void Refuses_every_truncation()
    {
        for (var length = 0; length < Valid.Length; length += 1 + length / 50)
        {
            Assert.Throws<FormatException>(() => WeightTable.Read(Valid[..length]));
        }
    }

    [Fact]
    public void Refuses_every_flipped_bit()
    {
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 7]).Sample(
            (position, bit) =>
            {
                var bytes = (byte[])Valid.Clone();
                bytes[position] ^= (byte)(1 << bit);
                Assert.Throws<FormatException>(() => WeightTable.Read(bytes));
            },
            iter: 2000);
    }

    [Fact]
    public void Refuses_another_version_by_name()
    {
        var bytes = (byte[])Valid.Clone();
        bytes[3] = 1;
        var error = Assert.Throws<FormatException>(() => WeightTable.Read(Tables.WithValidCrc(bytes)));
        Assert.Equal("weight table: version 1, this build reads version 2", error.Message);
    }

    [Fact]
    public void Refuses_a_hash_that_is_not_that_of_the_feature_spec()
    {
        var bytes = (byte[])Valid.Clone();
        bytes[20]++;
        Assert.Throws<FormatException>(() => WeightTable.Read(Tables.WithValidCrc(bytes)));
    }

    [Fact]
    public void Bytes_that_pass_the_CRC_but_make_no_sense_are_refused_and_nothing_else_is_thrown()
    {
        var refused = 0;
        Gen.Select(Gen.Int[8, Valid.Length - 5], Gen.Byte).Array[1, 6].Sample(
            changes =>
            {
                var bytes = (byte[])Valid.Clone();
                foreach (var (position, value) in changes)
                {
                    bytes[position] = value;
                }

                try
                {
                    new GroupMade(WeightTable.Read(Tables.WithValidCrc(bytes))).ReproducesGoldenScore();
                }
                catch (FormatException)
                {
                    Interlocked.Increment(ref refused);
                }
            },
            iter: 5000);
        Assert.True(refused > 0);
    }

    [Fact]
    public void Refuses_a_table_that_claims_more_hidden_units_than_it_has_bytes_for_before_it_makes_room_for_them()
    {
        byte[] bytes = WeightTableWriter.Write(RandomTables.Create(1, modes: 1));
        bytes[42] = 255;
        Bytes.WriteInt32(bytes, bytes.Length - 4, Crc32.Of(bytes, 0, bytes.Length - 4));
        long before = GC.GetAllocatedBytesForCurrentThread();
        FormatException refusal = Assert.Throws<FormatException>(() => WeightTable.Read(bytes));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Contains("residual flag", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 1, 40_000);
    }
}
