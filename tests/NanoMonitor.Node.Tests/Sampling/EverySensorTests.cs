using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Node.Tests.Sampling;

/// <summary>The whole firmware on every accelerometer and thermometer.</summary>
public class EverySensorTests
{
    [Theory]
    [InlineData("mpu6886", false, 1000, 16, 4096)]
    [InlineData("lis3dh", false, 400, 12, 250)]
    [InlineData("lsm6dso", false, 833, 16, 4098)]
    [InlineData("lsm6dso", true, 1667, 16, 4098)]
    [InlineData("iis3dwb", true, 26667, 16, 4098)]
    [InlineData("adxl355", true, 1000, 20, 64000)]
    [InlineData("adxl345", false, 400, 12, 256)]
    [InlineData("adxl345", true, 800, 12, 256)]
    public async Task Its_windows_are_the_hosts(string sensor, bool onSpi, int sampleRateHz, int sampleBits, int countsPerG)
    {
        NodeConfiguration configuration = Configuration(sensor, onSpi, sampleRateHz);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        FeatureSpec spec = Birth.Decode(rig.Await(Topics.Birth).Payload).Spec;
        Assert.Equal(
            (SensorFamily.Parse(sensor), sampleBits, countsPerG, sampleRateHz * 1000),
            (spec.SensorFamily, spec.SampleBits, spec.CountsPerG, spec.SampleRateMilliHz));

        ParityCheck parity = new(spec, rig.Node.Frames);
        for (int i = 0; i < 3; i++)
        {
            rig.Forget();
            parity.Check(FeatureBatch.Decode(rig.Await(Topics.Features).Payload), rig.Node.FirstFrameOfBoot);
        }

        Assert.True(parity.Windows >= 3);
        Assert.Equal(0, parity.Mismatches);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal((0, 0, 0), (telemetry.WindowsVoided, telemetry.Overruns, telemetry.BusErrors));
        Assert.Equal(sensor == "adxl345", telemetry.TemperatureCentiC == Telemetry.NoTemperature);
    }

    [Theory]
    [InlineData("lsm6dso", false, 833)]
    [InlineData("iis3dwb", true, 26667)]
    [InlineData("adxl355", true, 1000)]
    public async Task A_dead_bus_is_a_sensor_fault_and_passes(string sensor, bool onSpi, int sampleRateHz)
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration(sensor, onSpi, sampleRateHz));
        rig.Advance(5);
        rig.Node.Accelerometer.Bus.Absent = true;
        rig.AwaitState(HealthState.SensorFault);
        rig.Node.Accelerometer.Bus.Absent = false;
        rig.AwaitState(HealthState.NoModel);
    }

    [Theory]
    [InlineData("lis3dh", false, 400, 12)]
    [InlineData("lsm6dso", false, 833, 16)]
    [InlineData("iis3dwb", true, 26667, 16)]
    [InlineData("adxl355", true, 1000, 20)]
    [InlineData("adxl345", true, 400, 12)]
    public async Task Plays_a_recording_in_the_sensors_own_bits(string sensor, bool onSpi, int sampleRateHz, int sampleBits)
    {
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: Configuration(sensor, onSpi, sampleRateHz));
        int limit = 1 << (sampleBits - 1);
        int[][] samples = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 2048).Select(n => (n * 509 * (axis + 1) % (2 * limit)) - limit).ToArray())];
        rig.Node.Accelerometer.Load(new RecordedSource(samples, sampleBits: sampleBits));
        rig.Node.Start();
        rig.Advance(12);
        AccelerometerFrame[] frames = new AccelerometerFrame[1024];
        rig.Node.Frames.CopyTo(0, frames);
        for (int axis = 0; axis < 3; axis++)
        {
            Assert.Equal(samples[axis][..1024], frames.Select(frame => axis == 0 ? frame.X : axis == 1 ? frame.Y : frame.Z));
        }
    }

    [Fact]
    public async Task A_probe_on_1_wire_gives_the_temperature()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.TemperatureSensor = NodeConfiguration.Ds18b20;
        (configuration.OneWireReceivePin, configuration.OneWireTransmitPin) = (26, 27);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Advance(10);
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        int trueCentiC = (int)(100 * rig.Machine.TemperatureC(rig.NowSeconds));
        Assert.InRange(telemetry.TemperatureCentiC, trueCentiC - 50, trueCentiC + 50);
        Assert.Equal((0, 0), (telemetry.WindowsVoided, telemetry.BusErrors));
    }

    private static NodeConfiguration Configuration(string sensor, bool onSpi, int sampleRateHz)
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Sensor = sensor;
        configuration.TemperatureSensor = NodeConfiguration.NoSensor;
        configuration.SampleRateHz = sampleRateHz;
        configuration.FeaturesSeconds = 1;
        configuration.SpiChipSelectPin = onSpi ? 5 : NodeConfiguration.DefaultPin;
        return configuration;
    }
}
