using System.Device.I2c;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Sensors.Tests;

/// <summary>A board with one virtual sensor of a kind on its bus, and firmware that runs a test's steps.</summary>
internal sealed class Bench : IDisposable
{
    public Bench(ISampleSource? source = null, int oscillatorErrorPpm = 0)
    {
        Mpu6886 = new VirtualMpu6886(Board.Clock, source ?? new CountingSource(), oscillatorErrorPpm);
        Mcp9808 = new VirtualMcp9808(Board.Clock, _ => TemperatureC);
        Board.AttachI2c(1, VirtualMpu6886.Address, Mpu6886);
        Board.AttachI2c(1, VirtualMcp9808.Address, Mcp9808);
    }

    public Board Board { get; } = new();

    public VirtualMpu6886 Mpu6886 { get; }

    public VirtualMcp9808 Mcp9808 { get; }

    public double TemperatureC { get; set; } = 20;

    public long NowMicroseconds => Board.Clock.NowMicroseconds;

    /// <summary>Runs code as firmware, time passing as it waits.</summary>
    public void Run(Action firmware) => Board.Run(firmware);

    public static I2cDevice Open(int address) => new(new I2cConnectionSettings(1, address));

    public void Dispose() => Board.Dispose();
}
