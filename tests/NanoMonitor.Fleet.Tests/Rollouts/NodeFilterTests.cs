using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Rollouts;

public sealed class NodeFilterTests
{
    private static readonly NodeId id = new("plant", "fan-12");
    private static readonly Birth birth = new() { Sensor = "mpu6886", MachineClass = "fan", Spec = TestTables.Spec };

    public static TheoryData<NodeFilter, bool> Filters => new()
    {
        { new NodeFilter(), true },
        { new NodeFilter { Site = "plant" }, true },
        { new NodeFilter { Site = "attic" }, false },
        { new NodeFilter { NodePattern = "fan-*" }, true },
        { new NodeFilter { NodePattern = "fan-?" }, false },
        { new NodeFilter { Sensor = "lis3dh" }, false },
        { new NodeFilter { FeatureSpec = Hex.Of(TestTables.Spec.Hash) }, true },
        { new NodeFilter { FeatureSpec = Hex.Of(TestTables.OtherSpec.Hash) }, false },
        { new NodeFilter { Model = NodeFilter.NoModel }, true },
        { new NodeFilter { Model = "old" }, false },
        { new NodeFilter { Site = "plant", MachineClass = "pump" }, false },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_node_must_meet_every_condition(NodeFilter filter, bool isMeant) => Assert.Equal(isMeant, filter.Matches(id, birth, ""));

    [Fact]
    public void Its_conditions_are_said_in_words()
    {
        Assert.Equal("every node", new NodeFilter().ToString());
        Assert.Equal("site plant, node fan-*", new NodeFilter { Site = "plant", NodePattern = "fan-*" }.ToString());
    }
}
