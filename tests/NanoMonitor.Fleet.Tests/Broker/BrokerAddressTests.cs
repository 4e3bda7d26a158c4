using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("localhost", "localhost", 1883)]
    [InlineData("10.0.0.7:2883", "10.0.0.7", 2883)]
    [InlineData(" plant.example.com:1 ", "plant.example.com", 1)]
    [InlineData("[::1]:2883", "::1", 2883)]
    [InlineData("[::1]", "::1", 1883)]
    [InlineData("::1", "::1", 1883)]
    public void Reads_host_and_port(string text, string host, int port)
    {
        Assert.Equal(new BrokerAddress(host, port), BrokerAddress.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("host:")]
    [InlineData("host:port")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("[::1")]
    [InlineData("[host]:1883")]
    [InlineData("[::1]1883")]
    public void Refuses_what_is_no_address_and_repeats_it(string text)
    {
        FormatException refusal = Assert.Throws<FormatException>(() => BrokerAddress.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message);
    }

    [Theory]
    [InlineData("localhost:1883")]
    [InlineData("[::1]:2883")]
    public void Writes_what_it_reads(string text)
    {
        Assert.Equal(text, BrokerAddress.Parse(text).ToString());
    }
}
