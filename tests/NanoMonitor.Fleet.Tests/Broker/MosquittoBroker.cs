using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Configuration;

namespace NanoMonitor.Fleet.Tests.Broker;

/// <summary>The real mosquitto on a free loopback port, without persistence; stopped by its process id.</summary>
public sealed class MosquittoBroker : IAsyncDisposable
{
    private const string Executable = "/usr/sbin/mosquitto";

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-mosquitto-").FullName;
    private readonly string configuration;
    private Process process;

    private MosquittoBroker(int port, string configuration)
    {
        Address = new BrokerAddress("127.0.0.1", port);
        this.configuration = configuration;
        process = Launch();
    }

    public BrokerAddress Address { get; }

    public static bool IsInstalled => File.Exists(Executable);

    /// <summary>One that lets everybody in.</summary>
    public static Task<MosquittoBroker> StartAsync()
    {
        int port = FreePort();
        return StartAsync(port, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n");
    }

    /// <summary>One with a configuration as it was written, which names the port.</summary>
    public static Task<MosquittoBroker> StartAsync(BrokerFiles files, int port) =>
        StartAsync(port, $"user root\ninclude_dir {files.Folder}\n");

    /// <summary>Has it read users and access list again.</summary>
    public async Task ReloadAsync()
    {
        using Process kill = Process.Start("kill", ["-HUP", process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Stops it and starts it again on the same port, with nothing remembered.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        process = Launch();
        await WaitUntilListeningAsync();
    }

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<MosquittoBroker> StartAsync(int port, string configuration)
    {
        var broker = new MosquittoBroker(port, configuration);
        await broker.WaitUntilListeningAsync();
        return broker;
    }

    private Process Launch()
    {
        string path = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllText(path, configuration);
        var start = new ProcessStartInfo(Executable, ["-c", path])
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
}
