using System.Device.I2c;
using NanoMonitor.Sensors;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>The sensors whose bursts are metered: each its driver on its virtual part.</summary>
internal static class SensorParts
{
    private const int Rows = 2048;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Names = ["mpu6886"];

    /// <summary>A driver whose part is wired to the board.</summary>
    public static Accelerometer Open(string name, Board board)
    {
        RecordedSource source = new(SimulatedMotion.Counts(Rows));
        switch (name)
        {
            case "mpu6886":
                board.AttachI2c(1, VirtualMpu6886.Address, new VirtualMpu6886(board.Clock, source));
                return new Mpu6886(I2c(Mpu6886.DefaultAddress), CaseShape.RangeG, CaseShape.SampleRateHz);
            default:
                throw new ArgumentException($"no sensor is called '{name}'", nameof(name));
        }
    }

    private static I2cDevice I2c(int address) => new(new I2cConnectionSettings(1, address, I2cBusSpeed.FastMode));
}
