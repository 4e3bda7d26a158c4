using System.Net;
using System.Net.Sockets;

namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>A TCP relay that can stop passing bytes on while it keeps its connections.</summary>
internal sealed class SilentableProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> clients = [];
    private readonly int target;

    /// <param name="target">Port to relay to; 0 for none.</param>
    internal SilentableProxy(int target)
    {
        this.target = target;
        listener.Start();
        _ = Accept();
    }

    internal bool Silent { get; set; }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Dispose();
        lock (clients)
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task Accept()
    {
        while (true)
        {
            TcpClient near = await listener.AcceptTcpClientAsync();
            Keep(near);
            if (target != 0)
            {
                TcpClient far = new();
                await far.ConnectAsync(IPAddress.Loopback, target);
                Keep(far);
                _ = Relay(near.GetStream(), far.GetStream());
                _ = Relay(far.GetStream(), near.GetStream());
            }
        }
    }

    private async Task Relay(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            int count = await from.ReadAsync(buffer);
            if (count == 0)
            {
                to.Close();
                return;
            }

            if (!Silent)
            {
                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
    }

    private void Keep(TcpClient client)
    {
        lock (clients)
        {
            clients.Add(client);
        }
    }
}
