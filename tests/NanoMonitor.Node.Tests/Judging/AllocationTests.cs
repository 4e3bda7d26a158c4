using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;
using FirmwareEvent = NanoMonitor.VirtualBoard.Redirected.AutoResetEvent;

namespace NanoMonitor.Node.Tests.Judging;

public class AllocationTests
{
    public static TheoryData<string, int, bool> Modes => new()
    {
        { "model", 1_000_000, true },
        { "no model", 1_000_000, false },
        { "model and velocity", 4_000_000, true },
        { "velocity alone", 4_000_000, false },
        { "duty-cycled", 4_000_000, true },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public void From_burst_to_decision_nothing_is_allocated(string mode, int rateMilliHz, bool hasModel)
    {
        NodeConfiguration configuration = new()
        {
            Mode = mode == "duty-cycled" ? NodeConfiguration.DutyCycled : NodeConfiguration.Continuous,
            MachineGroup = rateMilliHz > 1_000_000 ? 1 : 0,
            AccelerationAlarmMilliG = 16_000,
            TemperatureAlarmCentiC = 9000,
            StoppedRmsMilliG = 1,
        };
        Firmware.Run(() =>
        {
            FeatureSpec spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, rateMilliHz);
            NodeClock clock = new(0);
            FirmwareEvent wake = new(false);
            JudgeSlot judges = new(wake);
            judges.Use(!hasModel ? new Judge() : new Judge(TableFile.Indifferent(spec), new ModelManifest { ModelId = "m", Generation = 1 }, spec.Hash));
            Noise noise = new(rateMilliHz);
            WindowCapture capture = new(noise, 256, false, clock);
            MachineMonitor monitor = new(spec, 1, new FeaturePolicy(0), judges, new MagnitudeMonitor(spec, configuration), new InstallationRecord(), new Outbox(wake), clock);
            capture.Start();
            Judge(capture, monitor, 40);
            Assert.Equal(hasModel ? HealthState.Healthy : HealthState.NoModel, monitor.State);

            long before = GC.GetAllocatedBytesForCurrentThread();
            Judge(capture, monitor, 100);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(140, monitor.WindowsJudged);
            int[] velocity = new int[3];
            monitor.Magnitudes.PutVelocity(velocity);
            Assert.Equal(mode.Contains("velocity", StringComparison.Ordinal), velocity[0] != VelocityMeter.None);
        });
    }

    private static void Judge(WindowCapture capture, MachineMonitor monitor, int windows)
    {
        for (int taken = 0; taken < windows;)
        {
            capture.Step();
            if (capture.HasWindow)
            {
                monitor.Take(capture, 2500);
                taken++;
            }
        }
    }

    /// <summary>An accelerometer that always has a burst, so that only the firmware's own work is measured.</summary>
    private sealed class Noise(int rateMilliHz) : Accelerometer
    {
        private int _state = 1;

        public override int Family => SensorFamily.Mpu6886;

        public override int RangeG => 8;

        public override int CountsPerG => 4096;

        public override int SampleBits => 16;

        public override int SampleRateMilliHz => rateMilliHz;

        public override int BurstBytes => 256;

        public override int BurstFrames => 32;

        public override void Stop()
        {
        }

        public override int Start() => Sensors.SensorStatus.Ok;

        public override int Read(byte[] burst) => Sensors.SensorStatus.Ok;

        public override void Parse(byte[] burst, int[][] samples, int offset)
        {
            for (int n = offset; n < offset + BurstFrames; n++)
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    _state = unchecked((_state * 1_103_515_245) + 12_345);
                    samples[axis][n] = (_state >> 16) % 1000;
                }
            }
        }
    }
}
