using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Core.Tests.Protocol;

public class NodeConfigurationTests
{
    [Fact]
    public void Every_field_comes_back()
    {
        NodeConfiguration sent = Samples.Configuration();
        (sent.BrokerUser, sent.BrokerPassword, sent.I2cBus, sent.I2cAddress, sent.I2cDataPin, sent.I2cClockPin) = ("u", "p=1", 2, 0x69, 21, 22);
        (sent.TemperatureAddress, sent.TelemetrySeconds, sent.FeaturesSeconds) = (0x1f, 3, 0);
        Assert.Equivalent(sent, NodeConfiguration.Decode(sent.Encode()), strict: true);
    }

    [Fact]
    public void Fields_with_a_default_may_be_left_out()
    {
        NodeConfiguration read = NodeConfiguration.Decode(File("site=s", "node=n", "nodeKey=" + new string('0', 64), "brokerHost=broker.local"));
        Assert.Equal((1883, "mpu6886", 8, 1000, 256), (read.BrokerPort, read.Sensor, read.RangeG, read.SampleRateHz, read.WindowLength));
    }

    [Theory]
    [InlineData("site=Plant", "line 2: site", "a-z")]
    [InlineData("site=", "line 2: site", "a-z")]
    [InlineData("nodeKey=00", "line 2: nodeKey", "64 hexadecimal digits")]
    [InlineData("brokerHost=", "line 2: brokerHost", "host name")]
    [InlineData("brokerHost=mqtt://x", "line 2: brokerHost", "host name")]
    [InlineData("brokerPort=0", "line 2: brokerPort", "1 to 65535")]
    [InlineData("brokerPort=1e3", "line 2: brokerPort", "1 to 65535")]
    [InlineData("sensor=adxl1", "line 2: sensor", "mpu6886")]
    [InlineData("i2cBus=0", "line 2: i2cBus", "1 to 2")]
    [InlineData("i2cAddress=104", "line 2: i2cAddress", "0x08")]
    [InlineData("i2cAddress=0x78", "line 2: i2cAddress", "0x08")]
    [InlineData("i2cDataPin=49", "line 2: i2cDataPin", "48")]
    [InlineData("temperatureSensor=ds18", "line 2: temperatureSensor", "mcp9808")]
    [InlineData("rangeG=3", "line 2: rangeG", "2, 4, 8 or 16")]
    [InlineData("sampleRateHz=300", "line 2: sampleRateHz", "1000 over")]
    [InlineData("sampleRateHz=2000", "line 2: sampleRateHz", "1000 over")]
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

    private static string Refusal(byte[] file) => Assert.Throws<FormatException>(() => NodeConfiguration.Decode(file)).Message;

    private static byte[] File(params string[] lines) => Sealed("nanomonitor-config/1\n" + string.Concat(lines.Select(line => line + "\n")));

    private static byte[] Sealed(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        return [.. bytes, .. Encoding.ASCII.GetBytes($"crc32={Crc32.Of(bytes, 0, bytes.Length):x8}\n")];
    }
}
