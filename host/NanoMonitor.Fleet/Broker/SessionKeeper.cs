using MQTTnet.Formatter;
using MQTTnet.Server;

namespace NanoMonitor.Fleet.Broker;

/// <summary>
/// Ends the sessions of clients that do not come back, which MQTTnet's server (5.2) never does by itself: at once where
/// the client says so (MQTT 5.0, section 3.14.2.2.2), else when its expiry interval has passed. The queues of sessions that
/// nobody ends would grow with every message.
/// </summary>
internal sealed class SessionKeeper : IAsyncDisposable
{
    private const string VersionItem = "nanomonitor-protocol-version";

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);

    // MQTT 3.1.1 knows no expiry.
    private static readonly TimeSpan DefaultExpiry = TimeSpan.FromDays(1);

    private readonly MqttServer server;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task sweeping;

    public SessionKeeper(MqttServer server)
    {
        this.server = server;
        server.ClientConnectedAsync += OnConnected;
        server.ClientDisconnectedAsync += OnDisconnectedAsync;
        sweeping = SweepAsync();
    }

    /// <summary>Ends the sessions that had expired by then.</summary>
    public static async Task EndExpiredAsync(MqttServer server, DateTime utcNow)
    {
        foreach (MqttSessionStatus session in await server.GetSessionsAsync())
        {
            TimeSpan expiry = session.ExpiryInterval == 0 ? DefaultExpiry : TimeSpan.FromSeconds(session.ExpiryInterval);
            if (session.DisconnectedTimestamp is { } since && utcNow - since > expiry)
            {
                await session.DeleteAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await sweeping;
        server.ClientConnectedAsync -= OnConnected;
        server.ClientDisconnectedAsync -= OnDisconnectedAsync;
        stopping.Dispose();
    }

    private static Task OnConnected(ClientConnectedEventArgs e)
    {
        e.SessionItems[VersionItem] = e.ProtocolVersion;
        return Task.CompletedTask;
    }

    private async Task OnDisconnectedAsync(ClientDisconnectedEventArgs e)
    {
        bool isForGood = e is { DisconnectType: MqttClientDisconnectType.Clean, SessionExpiryInterval: 0 }
            && e.SessionItems[VersionItem] is MqttProtocolVersion.V500;
        if (isForGood)
        {
            MqttSessionStatus? session = (await server.GetSessionsAsync()).FirstOrDefault(known => known.Id == e.ClientId);
            await (session?.DeleteAsync() ?? Task.CompletedTask);
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(SweepPeriod);
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                await EndExpiredAsync(server, DateTime.UtcNow);
            }
        }
        catch (OperationCanceledException)
        {
            // The broker stops.
        }
    }
}
