using FirmwareThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Sensors.Tests;

/// <summary>What the MPU6886 has besides what all have.</summary>
public class Mpu6886Tests
{
    [Theory]
    [InlineData(4000, 1046)]
    [InlineData(1000, 420)]
    [InlineData(500, 218.1)]
    [InlineData(200, 99)]
    [InlineData(100, 44.8)]
    [InlineData(50, 21.2)]
    [InlineData(25, 10.2)]
    [InlineData(4, 5.1)]
    public void Sets_the_rate_and_the_widest_filter_within_half_of_it(int sampleRateHz, double bandwidthHz)
    {
        using PartBench bench = new("MPU6886");
        bench.Run(() => bench.Start(sampleRateHz));
        Assert.Equal(sampleRateHz, bench.Source.Settings.SampleRateHz, 6);
        Assert.Equal(bandwidthHz, bench.Source.Settings.BandwidthHz, 6);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    [InlineData(0)]
    [InlineData(2)]
    public void Refuses_a_rate_that_its_divider_does_not_make(int sampleRateHz)
    {
        using PartBench bench = new("MPU6886");
        bench.Run(() => Assert.Throws<ArgumentException>(() => bench.Part.Driver(8, sampleRateHz)));
    }

    [Fact]
    public void Notices_an_overrun_although_the_fifo_is_not_full_any_more()
    {
        using PartBench bench = new("MPU6886");
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            FirmwareThread.Sleep(200);

            // Someone else takes a frame, as a driver without a look at the interrupt would.
            Bench.OpenI2c(Mpu6886.DefaultAddress).WriteRead(new byte[] { 0x74 }, new byte[8]);
            Assert.Equal(SensorStatus.Overrun, sensor.Read(burst));
        });
    }
}
