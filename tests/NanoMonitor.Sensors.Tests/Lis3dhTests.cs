using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Sensors.Tests;

/// <summary>What the LIS3DH has besides what all have.</summary>
public class Lis3dhTests
{
    [Fact]
    public void Reads_frame_by_frame_where_the_address_does_not_go_back()
    {
        using PartBench bench = new("LIS3DH");
        ((VirtualLis3dh)bench.Twin).AddressRunsOn = true;
        bench.Run(() =>
        {
            Accelerometer sensor = bench.Start();
            byte[] burst = new byte[sensor.BurstBytes];
            int status = SensorStatus.NotReady;
            while (status == SensorStatus.NotReady)
            {
                VirtualBoard.Redirected.Thread.Sleep(1);
                status = sensor.Read(burst);
            }

            Assert.Equal((SensorStatus.BusError, 1, 1), (status, sensor.BusErrors, sensor.FramesRead));
            Assert.Equal(SensorStatus.Ok, sensor.Start());
            Bench.TakeBurst(sensor, burst, bench.Samples);
            int first = bench.CheckBurst(sensor);
            Bench.TakeBurst(sensor, burst, bench.Samples);
            Assert.Equal(first + sensor.BurstFrames, bench.CheckBurst(sensor));
            Assert.Equal(1, sensor.BusErrors);
        });
    }

    [Fact]
    public void Answers_at_its_second_address()
    {
        using Bench bench = new();
        bench.AttachI2c(Lis3dh.SecondAddress, new VirtualLis3dh(bench.Board.Clock, new CountingSource()));
        bench.Run(() => Assert.Equal(SensorStatus.Ok, new Lis3dh(Bench.OpenI2c(Lis3dh.SecondAddress), 2, 100).Start()));
    }
}
