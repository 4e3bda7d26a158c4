using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Fleet.Captures;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Captures;

public sealed class CaptureCollectorTests
{
    private const int Id = 5;
    private const int Windows = 4;

    private static readonly FeatureSpec Spec = TestTables.Spec;

    private static CaptureChunk Chunk(int number)
    {
        int[][] samples = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(number * CaptureChunk.Frames, CaptureChunk.Frames).Select(n => n - (100 * axis)).ToArray())];
        var chunk = new CaptureChunk { BootId = 1, CaptureId = Id, Number = number, Count = 2 * Windows, Spec = Spec, Counts = new byte[CaptureChunk.LengthOf(Spec)] };
        CaptureChunk.Pack(Spec, samples, 0, chunk.Counts);
        chunk.End = number == (2 * Windows) - 1 ? CaptureEnd.Complete : CaptureEnd.None;
        return chunk;
    }

    private static CaptureChunk End(int number, int end) => new() { BootId = 1, CaptureId = Id, Number = number, Count = 2 * Windows, Spec = Spec, End = end };

    private static CaptureCollector Collect(params IEnumerable<CaptureChunk> chunks)
    {
        var collector = new CaptureCollector(Id);
        foreach (CaptureChunk chunk in chunks)
        {
            collector.Add(chunk);
        }

        return collector;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Puts_chunks_together_in_whatever_order_and_however_often_they_come(int seed)
    {
        int[] numbers = [.. Enumerable.Range(0, 2 * Windows), 3, 7, 0];
        new Random(seed).Shuffle(numbers);
        CaptureCollector collector = Collect(numbers.Select(Chunk));
        Assert.True(collector.IsWhole);
        Assert.Equal((8, 3, 0), (collector.ChunkCount, collector.DuplicateCount, collector.MissingCount));
        int[][] samples = Assert.Single(collector.ToStretches());
        Assert.Equal(Enumerable.Range(0, Windows * 256), samples[0]);
        Assert.Equal(Enumerable.Range(-200, Windows * 256), samples[2]);
    }

    [Fact]
    public void A_missing_chunk_costs_its_window_and_parts_what_is_left()
    {
        CaptureCollector collector = Collect(Enumerable.Range(0, 8).Where(number => number != 3).Select(Chunk));
        Assert.False(collector.IsWhole);
        Assert.Equal((7, 1, CaptureEnd.Complete), (collector.ChunkCount, collector.MissingCount, collector.End));
        IReadOnlyList<int[][]> stretches = collector.ToStretches();
        Assert.Equal([0, 512], stretches.Select(stretch => stretch[0][0]));
        Assert.Equal([256, 512], stretches.Select(stretch => stretch[0].Length));
    }

    [Fact]
    public void A_capture_that_ends_early_is_whole_with_what_was_recorded()
    {
        CaptureCollector collector = Collect(End(4, CaptureEnd.Gap), Chunk(0), Chunk(2), Chunk(1));
        Assert.False(collector.IsWhole);
        collector.Add(Chunk(3));
        Assert.True(collector.IsWhole);
        Assert.Equal((CaptureEnd.Gap, 4, 4), (collector.End, collector.ExpectedCount, collector.ChunkCount));
        Assert.Equal(512, Assert.Single(collector.ToStretches())[0].Length);
    }

    [Fact]
    public void Says_how_many_are_to_come_from_the_first_chunk_on()
    {
        Assert.Equal(0, Collect().ExpectedCount);
        Assert.Equal((8, 7), (Collect(Chunk(6)).ExpectedCount, Collect(Chunk(6)).MissingCount));
        Assert.Empty(Collect(Chunk(6)).ToStretches());
    }

    [Fact]
    public void Passes_over_other_captures_and_refuses_to_mix_two_recordings()
    {
        CaptureChunk other = Chunk(0);
        other.CaptureId = 6;
        CaptureCollector collector = Collect(other, Chunk(1));
        Assert.Equal(1, collector.ChunkCount);
        CaptureChunk later = Chunk(2);
        later.BootId = 2;
        Assert.Contains("two recordings", Assert.Throws<FleetException>(() => collector.Add(later)).Message, StringComparison.Ordinal);
    }
}
