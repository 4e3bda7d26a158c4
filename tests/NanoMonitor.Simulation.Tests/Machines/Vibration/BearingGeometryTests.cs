using NanoMonitor.Simulation.Machines.Vibration;

namespace NanoMonitor.Simulation.Tests.Machines.Vibration;

public sealed class BearingGeometryTests
{
    [Fact]
    public void The_6205_has_its_published_defect_orders()
    {
        BearingGeometry bearing = BearingGeometry.Deep6205;
        Assert.Equal(3.5848, bearing.OuterRaceOrder, 0.0005);
        Assert.Equal(5.4152, bearing.InnerRaceOrder, 0.0005);
        Assert.Equal(4.7135, 2 * bearing.BallSpinOrder, 0.0005);
        Assert.Equal(0.39828, bearing.CageOrder, 0.0005);
    }
}
