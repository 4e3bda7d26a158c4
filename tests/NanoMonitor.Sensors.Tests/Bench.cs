using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Buses;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

/// <summary>A board, and firmware that runs a test's steps on it.</summary>
internal class Bench : IDisposable
{
    public const int ChipSelect = 5;

    public Board Board { get; } = new();

    public long NowMicroseconds => Board.Clock.NowMicroseconds;

    /// <summary>Runs code as firmware, time passing as it waits.</summary>
    public void Run(Action firmware) => Board.Run(firmware);

    public static I2cDevice OpenI2c(int address) => new(new I2cConnectionSettings(1, address));

    public static SpiDevice OpenSpi(int clockHz = 8_000_000) => new(new SpiConnectionSettings(1, ChipSelect) { ClockFrequency = clockHz });

    public void AttachI2c(int address, II2cTarget target) => Board.AttachI2c(1, address, target);

    public void AttachSpi(ISpiTarget target) => Board.AttachSpi(1, ChipSelect, target);

    /// <summary>Reads until there is a burst, and takes it apart.</summary>
    public static void TakeBurst(Accelerometer sensor, byte[] burst, int[][] samples, int offset = 0)
    {
        int status = sensor.Read(burst);
        for (int tries = 0; status == SensorStatus.NotReady && tries < 5000; tries++)
        {
            FirmwareThread.Sleep(1);
            status = sensor.Read(burst);
        }

        Assert.Equal(SensorStatus.Ok, status);
        sensor.Parse(burst, samples, offset);
    }

    public void Dispose() => Board.Dispose();
}
