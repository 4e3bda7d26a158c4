using System.Device.Spi;
using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

/// <summary>What the ADXL355 has besides what all have.</summary>
public class Adxl355Tests
{
    [Fact]
    public void Notices_that_the_fifo_does_not_begin_with_an_x()
    {
        using PartBench bench = new("ADXL355");
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            FirmwareThread.Sleep(18);

            // Someone else takes one axis: command to read FIFO_DATA, three bytes.
            SpiDevice other = Bench.OpenSpi();
            other.TransferFullDuplex(new byte[] { 0x11 << 1 | 1, 0, 0, 0 }, new byte[4]);
            Assert.Equal(SensorStatus.BusError, sensor.Read(burst));
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Bench.TakeBurst(sensor, burst, bench.Samples);
            bench.CheckBurst(sensor);
        });
    }
}
