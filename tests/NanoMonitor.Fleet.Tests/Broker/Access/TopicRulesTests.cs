using System.Reflection;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Broker.Access;

public sealed class TopicRulesTests
{
    private static readonly NodeId Id = new("plant", "fan-1");
    private static readonly TopicRules Node = TopicRules.Of("plant/fan-1")!;
    private static readonly TopicRules Host = TopicRules.Of(BrokerAccount.Host)!;

    [Fact]
    public void Every_topic_of_a_node_is_written_by_the_node_or_by_hosts_and_read_by_the_other()
    {
        string[] leaves =
        [
            .. typeof(Topics).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.IsLiteral && field.Name is not (nameof(Topics.Root) or nameof(Topics.Packages)))
                .Select(field => (string)field.GetRawConstantValue()!)
                .Select(leaf => leaf == Topics.CommandPrefix ? leaf + "reboot" : leaf == Topics.CapturePrefix ? leaf + "7/0" : leaf),
        ];
        Assert.True(leaves.Length >= 9);
        Assert.All(leaves.Select(Id.Topic), topic =>
        {
            Assert.NotEqual(Node.MayWrite(topic), Host.MayWrite(topic));
            Assert.NotEqual(Node.MayWrite(topic), Node.MayRead(topic));
            Assert.True(Host.MayRead(topic));
        });
    }

    [Theory]
    [InlineData("nanomonitor/1/plant/fan-1/cmd/+", true)]
    [InlineData("nanomonitor/1/plant/fan-1/cmd/#", false)]
    [InlineData("nanomonitor/1/plant/fan-1/#", false)]
    [InlineData("nanomonitor/1/plant/+/model/desired", false)]
    [InlineData("nanomonitor/1/$packages/+/0", true)]
    [InlineData("nanomonitor/1/$packages/#", false)]
    [InlineData("nanomonitor/1/$packages/ab", false)]
    [InlineData("#", false)]
    [InlineData("+/+/plant/fan-1/model/desired", false)]
    [InlineData("$share/g/nanomonitor/1/plant/fan-1/cmd/+", false)]
    [InlineData("", false)]
    public void A_subscription_is_judged_by_all_it_can_match(string filter, bool isAllowed) =>
        Assert.Equal(isAllowed, Node.MayRead(filter));

    [Theory]
    [InlineData("nanomonitor/1/plant/fan-1/+")]
    [InlineData("nanomonitor/1/plant/fan-1/state/")]
    [InlineData("nanomonitor/1/plant/fan-1/stat")]
    [InlineData("nanomonitor/1/plant/fan-1")]
    [InlineData("nanomonitor/1/plant/fan-1/capture/7")]
    [InlineData("nanomonitor/1/plant/fan-1/capture/7/0/0")]
    [InlineData("/nanomonitor/1/plant/fan-1/state")]
    public void What_only_looks_like_a_topic_of_the_node_is_not_written(string topic) =>
        Assert.False(Node.MayWrite(topic));

    [Theory]
    [InlineData("")]
    [InlineData("plant")]
    [InlineData("plant/fan-1/x")]
    [InlineData("plant/+")]
    [InlineData("Host")]
    [InlineData("#/#")]
    public void A_user_who_is_neither_host_nor_node_may_do_nothing(string user) => Assert.Null(TopicRules.Of(user));
}
