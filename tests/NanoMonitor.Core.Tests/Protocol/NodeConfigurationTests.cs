using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class NodeConfigurationTests
{
    // A value for every field that is not its default, in the order of the file.
    private const string AllValues = "7"
        + " plant fan-7 pump 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 4"
        + " 10.0.0.1 8883 1 user secret hall pass time.local"
        + " duty-cycled 3 60"
        + " adxl355 2 0x1d 21 22"
        + " 2 5 23 19 18"
        + " ds18b20 0x1f 26 27"
        + " 4 500 512 5 0"
        + " 1 flexible 900 1200"
        + " 6000 8050 15"
        + " 10 1 37 COM1";

    [Fact]
    public void Every_field_comes_back()
    {
        NodeConfiguration sent = new();
        string[] names = ConfigurationFields.All.Split(' ');
        Assert.Equal(names.Length, AllValues.Split(' ').Length);
        foreach ((string name, string value) in names.Zip(AllValues.Split(' ')))
        {
            Assert.NotEqual(value, ConfigurationFields.Get(new NodeConfiguration(), name));
            ConfigurationFields.Set(sent, name, name, value);
            Assert.Equal(value, ConfigurationFields.Get(sent, name));
        }

        Assert.Equivalent(sent, NodeConfiguration.Decode(sent.Encode()), strict: true);
    }

    [Fact]
    public void Every_property_is_a_field() =>
        Assert.Equal(
            typeof(NodeConfiguration).GetProperties().Select(property => property.Name).Order(),
            ConfigurationFields.All.Split(' ').Select(name => char.ToUpperInvariant(name[0]) + name[1..]).Order());

    [Fact]
    public void Text_may_hold_spaces_equals_signs_and_any_letter()
    {
        NodeConfiguration sent = Samples.Configuration();
        sent.BrokerPassword = " p=1 ü";
        Assert.Equivalent(sent, NodeConfiguration.Decode(sent.Encode()), strict: true);
    }

    [Fact]
    public void Fields_with_a_default_may_be_left_out()
    {
        NodeConfiguration read = NodeConfiguration.Decode(File(Required));
        Assert.Equal((1883, "auto", 8, 1000, 256), (read.BrokerPort, read.Sensor, read.RangeG, read.SampleRateHz, read.WindowLength));
    }

    [Theory]
    [InlineData("site=Plant", "line 2: site", "a-z")]
    [InlineData("site=", "line 2: site", "a-z")]
    [InlineData("nodeKey=00", "line 2: nodeKey", "64 hexadecimal digits")]
    [InlineData("brokerHost=", "line 2: brokerHost", "host name")]
    [InlineData("brokerHost=mqtt://x", "line 2: brokerHost", "host name")]
    [InlineData("brokerPort=0", "line 2: brokerPort", "1 to 65535")]
    [InlineData("brokerPort=1e3", "line 2: brokerPort", "1 to 65535")]
    [InlineData("sequence=0", "line 2: sequence", "1 to 1000000000")]
    [InlineData("brokerTls=yes", "line 2: brokerTls", "0 to 1")]
    [InlineData("timeServer=ntp/x", "line 2: timeServer", "host name")]
    [InlineData("mode=sometimes", "line 2: mode", "continuous or duty-cycled")]
    [InlineData("dutyWindows=101", "line 2: dutyWindows", "1 to 100")]
    [InlineData("dutySleepSeconds=0", "line 2: dutySleepSeconds", "1 to 86400")]
    [InlineData("sensor=adxl1", "line 2: sensor", "auto, mpu6886, lis3dh, lsm6dso, iis3dwb, adxl355, adxl345")]
    [InlineData("sensor=unknown", "line 2: sensor", "auto, mpu6886")]
    [InlineData("spiBus=3", "line 2: spiBus", "1 to 2")]
    [InlineData("spiChipSelectPin=-2", "line 2: spiChipSelectPin", "-1 to 48")]
    [InlineData("spiDataOutPin=49", "line 2: spiDataOutPin", "48")]
    [InlineData("spiDataInPin=a", "line 2: spiDataInPin", "48")]
    [InlineData("spiClockPin=", "line 2: spiClockPin", "48")]
    [InlineData("oneWireReceivePin=49", "line 2: oneWireReceivePin", "48")]
    [InlineData("oneWireTransmitPin=49", "line 2: oneWireTransmitPin", "48")]
    [InlineData("machineGroup=3", "line 2: machineGroup", "0 to 2")]
    [InlineData("machineSupport=soft", "line 2: machineSupport", "rigid or flexible")]
    [InlineData("accelerationWarningMilliG=70000", "line 2: accelerationWarningMilliG", "0 to 65535")]
    [InlineData("accelerationAlarmMilliG=-1", "line 2: accelerationAlarmMilliG", "0 to 65535")]
    [InlineData("temperatureWarningCentiC=-5501", "line 2: temperatureWarningCentiC", "-5500 to 15000")]
    [InlineData("temperatureAlarmCentiC=80.5", "line 2: temperatureAlarmCentiC", "-5500 to 15000")]
    [InlineData("stoppedRmsMilliG=x", "line 2: stoppedRmsMilliG", "0 to 65535")]
    [InlineData("ledPin=50", "line 2: ledPin", "48")]
    [InlineData("ledActiveLow=2", "line 2: ledActiveLow", "0 to 1")]
    [InlineData("buttonPin=50", "line 2: buttonPin", "48")]
    [InlineData("improvPort=COM9", "line 2: improvPort", "empty, COM1, COM2 or COM3")]
    [InlineData("i2cBus=0", "line 2: i2cBus", "1 to 2")]
    [InlineData("i2cAddress=104", "line 2: i2cAddress", "0x08")]
    [InlineData("i2cAddress=0x78", "line 2: i2cAddress", "0x08")]
    [InlineData("i2cDataPin=49", "line 2: i2cDataPin", "48")]
    [InlineData("temperatureSensor=ds18", "line 2: temperatureSensor", "none, mcp9808 or ds18b20")]
    [InlineData("temperatureAddress=0", "line 2: temperatureAddress", "0x08")]
    [InlineData("rangeG=3", "line 2: rangeG", "2, 4, 8 or 16")]
    [InlineData("sampleRateHz=0", "line 2: sampleRateHz", "1 to 26667")]
    [InlineData("windowLength=200", "line 2: windowLength", "128, 256 or 512")]
    [InlineData("telemetrySeconds=0", "line 2: telemetrySeconds", "1 to 86400")]
    [InlineData("featuresSeconds=-1", "line 2: featuresSeconds", "0 to 86400")]
    [InlineData("colour=red", "line 2: colour", "not a field")]
    [InlineData("no equals sign", "line 2", "name=value")]
    [InlineData("", "line 2", "name=value")]
    public void A_bad_value_is_refused_with_line_field_and_rule(string line, string where, string rule)
    {
        string message = Assert.Throws<FormatException>(() => NodeConfiguration.Decode(File(line))).Message;
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_repeated_field_is_named()
    {
        Assert.Contains("nodeKey is missing", Refusal(File("site=s", "node=n", "brokerHost=b")), StringComparison.Ordinal);
        Assert.Contains("site comes twice", Refusal(File("site=s", "site=s")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sampleRateHz: the mpu6886 samples at", "sensor=mpu6886", "sampleRateHz=2000")]
    [InlineData("i2cAddress: the adxl345 answers at", "sensor=adxl345", "sampleRateHz=100", "i2cAddress=0x68")]
    [InlineData("spiChipSelectPin is missing: the iis3dwb is on SPI", "sensor=iis3dwb", "sampleRateHz=26667")]
    [InlineData("oneWireReceivePin or oneWireTransmitPin is missing: the ds18b20 is on 1-Wire", "temperatureSensor=ds18b20", "oneWireReceivePin=26")]
    [InlineData("improvPort is COM3, and the ds18b20 needs that port", "temperatureSensor=ds18b20", "oneWireReceivePin=26", "oneWireTransmitPin=27", "improvPort=COM3")]
    [InlineData("accelerationAlarmMilliG is below accelerationWarningMilliG", "accelerationWarningMilliG=2", "accelerationAlarmMilliG=1")]
    [InlineData("temperatureAlarmCentiC is below temperatureWarningCentiC", "temperatureWarningCentiC=2", "temperatureAlarmCentiC=1")]
    [InlineData("i2cClockPin and buttonPin are both GPIO 22", "i2cClockPin=22", "buttonPin=22")]
    public void Values_that_do_not_go_together_are_refused_by_name(string rule, params string[] lines) =>
        Assert.Contains("configuration: " + rule, Refusal(File([.. Required, .. lines])), StringComparison.Ordinal);

    [Fact]
    public void A_limit_that_is_off_goes_with_any_other()
    {
        NodeConfiguration read = NodeConfiguration.Decode(File(
            [.. Required, "accelerationWarningMilliG=500", "temperatureWarningCentiC=7000", "temperatureAlarmCentiC=-32768"]));
        Assert.Equal((0, NodeConfiguration.NoTemperatureLimit), (read.AccelerationAlarmMilliG, read.TemperatureAlarmCentiC));
    }

    [Fact]
    public void An_automatic_sensor_leaves_rate_and_range_to_the_part_that_is_found()
    {
        NodeConfiguration read = NodeConfiguration.Decode(File([.. Required, "sensor=auto", "sampleRateHz=26667"]));
        Assert.Equal(("auto", 26667), (read.Sensor, read.SampleRateHz));
    }

    [Fact]
    public void Secrets_do_not_appear_in_messages()
    {
        Assert.DoesNotContain("c0ffee", Refusal(File("nodeKey=c0ffee")), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", Refusal(File("wifiPassword=" + string.Concat(Enumerable.Repeat("hunter2", 20)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_version_and_a_changed_byte_are_refused()
    {
        Assert.Contains("nanomonitor-config/1", Refusal(Sealed("nanomonitor-config/2\nsite=s\n")), StringComparison.Ordinal);
        byte[] file = Samples.Configuration().Encode();
        for (int i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= 1;
            Assert.Throws<FormatException>(() => NodeConfiguration.Decode(changed));
        }
    }

    [Fact]
    public void A_bad_configuration_is_never_written()
    {
        NodeConfiguration configuration = Samples.Configuration();
        configuration.WifiSsid = "two\nlines";
        Assert.Throws<FormatException>(() => configuration.Encode());
    }

    private static string[] Required => ["site=s", "node=n", "nodeKey=" + new string('0', 64), "brokerHost=broker.local"];

    private static string Refusal(byte[] file) => Assert.Throws<FormatException>(() => NodeConfiguration.Decode(file)).Message;

    private static byte[] File(params string[] lines) => Sealed("nanomonitor-config/1\n" + string.Concat(lines.Select(line => line + "\n")));

    private static byte[] Sealed(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return [.. bytes, .. Encoding.ASCII.GetBytes($"crc32={Crc32.Of(bytes, 0, bytes.Length):x8}\n")];
    }
}
