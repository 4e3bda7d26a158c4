using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.VirtualBoard.Buses;

namespace NanoMonitor.Node.Tests.Sampling;

public class SensorChoiceTests
{
    private const int Mpu6886 = 0x68;
    private const int OtherMpu6886 = 0x69;

    [Fact]
    public async Task Finds_its_accelerometer_at_another_address_and_looks_there_first_the_next_time()
    {
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: Configuration());
        Move(rig, OtherMpu6886);
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, seconds: 120).Payload);
        Assert.Equal(("mpu6886", "ok", rig.Spec.Hash), (birth.Sensor, birth.SensorStatus, birth.Spec.Hash));
        double slow = birth.UptimeMs;

        rig.Board.PowerCut();
        rig.Forget();
        rig.Node.Start();
        Birth second = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2).Payload);

        // Each address at which nobody answers takes a second.
        Assert.InRange(second.UptimeMs, 0, slow - 3000);
    }

    [Fact]
    public async Task Takes_the_rate_that_fits_and_says_so_in_its_birth()
    {
        NodeConfiguration configuration = Configuration();
        configuration.SampleRateHz = 1344;
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        Birth birth = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.Equal(4_000_000, birth.Spec.SampleRateMilliHz);
        Assert.Equal(
            "sampleRateHz: the mpu6886 samples at 4000 or 1000 over a whole number up to 250 Hz, not at 1344; it runs at 8 g and 4000 Hz",
            birth.SensorStatus);
        rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).WindowsJudged > 0);
    }

    [Fact]
    public async Task A_sensor_that_is_dead_at_a_boot_does_not_cost_the_node_its_model()
    {
        await using NodeRig rig = await NodeRig.StartAsync(configuration: Configuration());
        rig.PushAndConfirm(TableFile.Indifferent(rig.Spec), 1);
        rig.Board.PowerCut();
        rig.Board.AttachI2c(1, Mpu6886, null);
        rig.Forget();
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2, seconds: 120).Payload);
        Assert.Equal(("mpu6886", 1, rig.Spec.Hash), (birth.Sensor, birth.Generation, birth.Spec.Hash));
        Assert.StartsWith("absent", birth.SensorStatus, StringComparison.Ordinal);
        rig.AwaitState(HealthState.SensorFault);
        rig.Board.AttachI2c(1, Mpu6886, (II2cTarget)rig.Node.Accelerometer);
        rig.AwaitState(HealthState.Healthy, seconds: 120);
        Assert.Equal(2, rig.Board.BootCount);
    }

    [Fact]
    public async Task A_node_that_has_never_had_a_sensor_says_so_and_takes_one_when_it_comes()
    {
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: Configuration());
        rig.Board.AttachI2c(1, Mpu6886, null);
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, seconds: 120).Payload);
        Assert.Equal(("unknown", SensorFamily.Unknown), (birth.Sensor, birth.Spec.SensorFamily));
        rig.AwaitState(HealthState.SensorFault);
        rig.Board.AttachI2c(1, Mpu6886, (II2cTarget)rig.Node.Accelerometer);
        Birth found = Birth.Decode(rig.Await(Topics.Birth, message => Birth.Decode(message.Payload).BootId == 2, seconds: 200).Payload);
        Assert.Equal(("mpu6886", "sensor found: mpu6886"), (found.Sensor, found.BootReason));
        rig.AwaitState(HealthState.NoModel);
    }

    [Fact]
    public async Task Looks_only_at_the_address_it_is_given()
    {
        NodeConfiguration configuration = Configuration();
        configuration.I2cAddress = OtherMpu6886;
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: configuration);
        Move(rig, Mpu6886, from: OtherMpu6886);
        rig.Node.Start();
        Assert.Equal("unknown", Birth.Decode(rig.Await(Topics.Birth, seconds: 120).Payload).Sensor);
    }

    [Fact]
    public async Task A_named_sensor_is_not_replaced_by_what_else_answers()
    {
        NodeConfiguration configuration = Configuration();
        (configuration.Sensor, configuration.SampleRateHz) = ("lis3dh", 400);
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: configuration, sensorFamily: SensorFamily.Mpu6886);
        Move(rig, SensorLimits.DefaultAddress(SensorFamily.Lis3dh));
        rig.Node.Start();
        rig.AwaitState(HealthState.SensorFault, seconds: 120);
        rig.Forget();
        rig.Send(rig.NewCommand(Command.IdentifyVerb));
        Birth birth = Birth.Decode(rig.Await(Topics.Birth).Payload);
        Assert.Equal("lis3dh", birth.Sensor);
        Assert.StartsWith("wrong id", birth.SensorStatus, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lis3dh", 400, false)]
    [InlineData("lis3dh", 400, true)]
    [InlineData("lsm6dso", 416, false)]
    [InlineData("lsm6dso", 416, true)]
    [InlineData("iis3dwb", 26667, false)]
    [InlineData("iis3dwb", 26667, true)]
    [InlineData("adxl355", 1000, false)]
    [InlineData("adxl355", 1000, true)]
    [InlineData("adxl345", 400, false)]
    [InlineData("adxl345", 400, true)]
    public async Task Measures_with_any_sensor_named_or_found(string sensor, int rateHz, bool auto)
    {
        NodeConfiguration configuration = Configuration();
        configuration.Sensor = auto ? NodeConfiguration.AutoSensor : sensor;
        configuration.SampleRateHz = rateHz;
        (configuration.TemperatureSensor, configuration.OneWireReceivePin, configuration.OneWireTransmitPin) = (NodeConfiguration.Ds18b20, 26, 27);
        int family = SensorFamily.Parse(sensor);
        if (SensorLimits.IsOnSpi(family))
        {
            (configuration.SpiChipSelectPin, configuration.SpiDataOutPin, configuration.SpiDataInPin, configuration.SpiClockPin) = (5, 23, 19, 18);
        }

        await using NodeRig rig = await NodeRig.CreateAsync(configuration: configuration, sensorFamily: family);
        rig.Node.Start();
        Birth birth = Birth.Decode(rig.Await(Topics.Birth, seconds: 120).Payload);
        Assert.Equal((sensor, "ok", rateHz * 1000), (birth.Sensor, birth.SensorStatus, birth.Spec.SampleRateMilliHz));
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).WindowsJudged > 5).Payload);
        Assert.Equal(4200, telemetry.TemperatureCentiC);

        // Setting up the DS18B20 stops the node for longer than the smaller FIFOs last.
        Assert.InRange(telemetry.Overruns, 0, 1);
    }

    private static NodeConfiguration Configuration()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.Sensor = NodeConfiguration.AutoSensor;
        configuration.TemperatureSensor = NodeConfiguration.NoSensor;
        return configuration;
    }

    private static void Move(NodeRig rig, int to, int from = Mpu6886)
    {
        rig.Board.AttachI2c(1, from, null);
        rig.Board.AttachI2c(1, to, (II2cTarget)rig.Node.Accelerometer);
    }
}
