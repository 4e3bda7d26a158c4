using System.Net;
using System.Net.Sockets;
using NanoMonitor.Simulation.Randomness;

namespace NanoMonitor.Soak.Updates;

/// <summary>
/// A bad link between a node and its broker: it breaks before any packet of MQTT with the same probability, and counts what
/// it carries. TCP hides the loss of single segments; what a node sees of a bad link is a connection that breaks.
/// </summary>
internal sealed class BreakingRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly int brokerPort;
    private readonly RandomStream[] random;
    private readonly long[] bytes = new long[2];
    private int connections;

    /// <param name="brokerPort">Where the broker listens on this computer.</param>
    /// <param name="seed">Of the breaks.</param>
    public BreakingRelay(int brokerPort, int seed)
    {
        this.brokerPort = brokerPort;
        random = [new RandomStream(seed, "up"), new RandomStream(seed, "down")];
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Probability with which it breaks before a packet, 0 … 1.</summary>
    public double BreakShare { get; set; }

    /// <summary>Bytes of MQTT from the node, since <see cref="Reset"/>.</summary>
    public long BytesUp => Volatile.Read(ref bytes[0]);

    /// <summary>Bytes of MQTT to the node.</summary>
    public long BytesDown => Volatile.Read(ref bytes[1]);

    /// <summary>Connections that the node made.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Counts from here.</summary>
    public void Reset()
    {
        Volatile.Write(ref bytes[0], 0);
        Volatile.Write(ref bytes[1], 0);
        Volatile.Write(ref connections, 0);
    }

    public void Dispose()
    {
        closing.Cancel();
        listener.Dispose();
        closing.Dispose();
    }

    private static async Task<byte[]?> ReadPacketAsync(NetworkStream from, CancellationToken cancellationToken)
    {
        // The fixed header: type and flags, then the remaining length in one to four bytes of seven bits.
        List<byte> packet = [];
        byte[] one = new byte[1];
        int remaining = 0;
        for (int i = 0; i < 5; i++)
        {
            if (await from.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            packet.Add(one[0]);
            remaining |= i == 0 ? 0 : (one[0] & 127) << (7 * (i - 1));
            if (i > 0 && one[0] < 128)
            {
                break;
            }
        }

        byte[] body = new byte[remaining];
        await from.ReadExactlyAsync(body, cancellationToken);
        return [.. packet, .. body];
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient node = await listener.AcceptTcpClientAsync(closing.Token);
                Interlocked.Increment(ref connections);
                _ = RelayAsync(node);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task RelayAsync(TcpClient node)
    {
        using TcpClient near = node;
        using TcpClient far = new();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, brokerPort, closing.Token);
            await Task.WhenAny(PumpAsync(0, near.GetStream(), far.GetStream()), PumpAsync(1, far.GetStream(), near.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Broken.
        }
    }

    private async Task PumpAsync(int direction, NetworkStream from, NetworkStream to)
    {
        try
        {
            while (await ReadPacketAsync(from, closing.Token) is { } packet && random[direction].Uniform() >= BreakShare)
            {
                await to.WriteAsync(packet, closing.Token);
                Interlocked.Add(ref bytes[direction], packet.Length);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Broken.
        }
    }
}
