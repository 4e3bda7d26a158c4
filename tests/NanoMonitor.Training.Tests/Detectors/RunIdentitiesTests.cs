using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Detectors;

public class RunIdentitiesTests
{
    [Fact]
    public void Several_machines_go_before_conditions_and_recordings()
    {
        Assert.Equal(["a", "b", "a"], RunIdentities.Of([("a", "slow", "1"), ("b", "slow", "2"), ("a", "fast", "3")]));
    }

    [Fact]
    public void One_machine_is_told_apart_by_condition_then_by_recording()
    {
        Assert.Equal(["condition slow", "condition fast"], RunIdentities.Of([("a", "slow", "1"), ("a", "fast", "2")]));
        Assert.Equal(["recording a", "recording b"], RunIdentities.Of([("a", null, "a"), ("a", null, "b")]));
    }
}
