using System.Net;
using System.Net.Sockets;

namespace NanoMonitor.VirtualBoard.Tests.Network;

internal static class FreePort
{
    internal static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
