using NanoMonitor.Core.Signal;
using NanoMonitor.Sensors;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Buses;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The sensors whose bursts are metered: each its driver on its virtual part.</summary>
internal static class SensorParts
{
    private const int Rows = 4096;
    private const int WantedRateHz = 1000;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Enumerable.Range(1, SensorFamily.Count - 1).Select(SensorFamily.Name)];

    /// <summary>A driver whose part is wired to the board of the caller.</summary>
    public static Accelerometer Open(string name, Board board)
    {
        int family = SensorFamily.Parse(name);
        VirtualAccelerometer part = VirtualSensor.Create(family, board.Clock, new RecordedSource(SimulatedMotion.Counts(Rows)), oscillatorErrorPpm: 0);
        bool onSpi = part is ISpiTarget;
        if (part is ISpiTarget spi)
        {
            board.AttachSpi(MeteredBuses.Bus, MeteredBuses.ChipSelect, spi);
        }
        else
        {
            board.AttachI2c(MeteredBuses.Bus, SensorLimits.DefaultAddress(family), (II2cTarget)part);
        }

        int rangeG = AccelerometerFactory.FittingRangeG(family, CaseShape.RangeG);
        return AccelerometerFactory.Create(family, new MeteredBuses(onSpi), 0, rangeG, AccelerometerFactory.FittingRateHz(family, WantedRateHz));
    }
}
