using System.Net;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

/// <summary>The brokers every host feature must work with.</summary>
public static class TestBrokers
{
    public const string Embedded = "embedded";
    public const string Mosquitto = "mosquitto";

    /// <summary>Starts one by name; skips the test where it is not installed.</summary>
    public static async Task<(IAsyncDisposable Broker, BrokerAddress Address)> StartAsync(string name)
    {
        if (name == Embedded)
        {
            EmbeddedBroker embedded = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
            return (embedded, embedded.Address);
        }

        Skip.IfNot(MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        MosquittoBroker mosquitto = await MosquittoBroker.StartAsync();
        return (mosquitto, mosquitto.Address);
    }
}
