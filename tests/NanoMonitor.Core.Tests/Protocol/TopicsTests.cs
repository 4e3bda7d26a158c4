using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class TopicsTests
{
    [Fact]
    public void Topics_are_built_and_parsed()
    {
        Assert.Equal("nanomonitor/1/plant-1/fan-07/model/desired", Topics.Of("plant-1", "fan-07", Topics.ModelDesired));
        Assert.Equal("nanomonitor/1/plant-1/fan-07/cmd/reboot", Topics.OfCommand("plant-1", "fan-07", Command.RebootVerb));
        Assert.Equal("nanomonitor/1/plant-1/fan-07/cmd/+", Topics.CommandFilter("plant-1", "fan-07"));
        Assert.Equal("nanomonitor/1/+/+/state", Topics.Filter(null, null, Topics.State));

        NodeTopic topic = NodeTopic.Parse("nanomonitor/1/plant-1/fan-07/cmd/reboot");
        Assert.Equal(("plant-1", "fan-07", "cmd/reboot", "reboot"), (topic.Site, topic.Node, topic.Leaf, topic.Verb));
        Assert.Null(NodeTopic.Parse("nanomonitor/1/a/b/state").Verb);
    }

    [Fact]
    public void Chunk_topics_are_built_and_parsed()
    {
        byte[] digest = [.. Enumerable.Range(0, 32).Select(i => (byte)(200 + i))];
        ChunkTopic topic = ChunkTopic.Parse(Topics.OfChunk(digest, 15));
        Assert.Equal(digest, topic.Digest);
        Assert.Equal(15, topic.Index);
        Assert.Throws<FormatException>(() => ChunkTopic.Parse(Topics.OfChunk(digest, PackageDigest.MaximumChunks)));
        Assert.Throws<FormatException>(() => ChunkTopic.Parse("nanomonitor/1/$packages/00/1"));
        Assert.Throws<FormatException>(() => ChunkTopic.Parse(Topics.OfChunk(digest, 1)[..^1] + "01"));
        Assert.Throws<FormatException>(() => ChunkTopic.Parse(Topics.OfChunk(digest, 1)[..^1] + "-0"));
    }

    [Theory]
    [InlineData("nanomonitor/2/a/b/state")]
    [InlineData("nanomonitor/1/a/b")]
    [InlineData("nanomonitor/1/a/b/")]
    [InlineData("nanomonitor/1/A/b/state")]
    [InlineData("nanomonitor/1//b/state")]
    [InlineData("nanomonitor/1/$packages/00/1")]
    [InlineData(null)]
    public void Other_topics_are_refused(string? topic)
    {
        Assert.Throws<FormatException>(() => NodeTopic.Parse(topic));
    }
}
