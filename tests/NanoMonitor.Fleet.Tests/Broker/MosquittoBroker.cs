using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Fleet.Tests.Broker;

/// <summary>The real mosquitto on a free loopback port, without persistence; stopped by its process id.</summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private const string Executable = "/usr/sbin/mosquitto";

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-mosquitto-").FullName;
    private Process process;

    private MosquittoBroker(int port)
    {
        Address = new BrokerAddress("127.0.0.1", port);
        process = Launch();
    }

    public BrokerAddress Address { get; }

    public static bool IsInstalled => File.Exists(Executable);

    public static async Task<MosquittoBroker> StartAsync()
    {
        var broker = new MosquittoBroker(FreePort());
        await broker.WaitUntilListeningAsync();
        return broker;
    }

    /// <summary>Stops it and starts it again on the same port, with nothing remembered.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        process = Launch();
        await WaitUntilListeningAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Process Launch()
    {
        string configuration = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllText(configuration, $"listener {Address.Port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
        var start = new ProcessStartInfo(Executable, ["-c", configuration])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        Process started = Process.Start(start)!;
        started.BeginErrorReadLine();
        started.BeginOutputReadLine();
        return started;
    }

    private async Task StopAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task WaitUntilListeningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(Address.Host, Address.Port, patience.Token);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
