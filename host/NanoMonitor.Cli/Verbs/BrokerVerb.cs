using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Configuration;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>broker</c>: the embedded broker alone.</summary>
internal static class BrokerVerb
{
    private static readonly TimeSpan CountPeriod = TimeSpan.FromSeconds(1);

    public static Verb Create()
    {
        Option<IPAddress?> address = SharedOptions.ListenAddress(
            "IP address to listen on; 0.0.0.0 for every interface. Defaults to 127.0.0.1; with --secured to what the configuration says.");
        Option<int?> port = SharedOptions.OptionalNumber(
            "--port", "PORT", $"TCP port; 0 takes a free one. Defaults to {BrokerAddress.DefaultPort}; with --secured to what the configuration says.", 0, 65535);
        var secured = new Option<string?>("--secured")
        {
            Description = "Folder written by 'nanomonitor broker-config': TLS, and known users only, each to its own topics. SIGHUP reads the users again.",
            HelpName = "DIR",
        };
        var verb = new Verb(
            "broker",
            "Runs the embedded MQTT broker until Ctrl-C. It forgets everything when it ends, and without --secured lets anyone in: "
            + "then listen beyond this machine only in a network you trust.",
            "nanomonitor broker --listen 0.0.0.0 --port 1883",
            "nanomonitor broker --secured broker")
        {
            address, port, secured,
        };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(address), parsed.GetValue(port), parsed.GetValue(secured), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(IPAddress? address, int? port, string? folder, CancellationToken cancellationToken)
    {
        using BrokerSecurity? security = folder is null ? null : BrokerSecurity.Read(new BrokerFiles(folder), DateTimeOffset.UtcNow);
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(
            address ?? security?.Listener.Address ?? IPAddress.Loopback,
            port ?? security?.Listener.Port ?? BrokerAddress.DefaultPort,
            security);
        using PosixSignalRegistration? reload = security is null || OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = ReloadAsync(broker);
        });
        Console.WriteLine($"MQTT broker on {broker.Address}; Ctrl-C stops it.");
        int lastCount = 0;
        try
        {
            using var timer = new PeriodicTimer(CountPeriod);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                int count = await broker.CountClientsAsync();
                if (count != lastCount)
                {
                    Console.WriteLine($"{DateTime.Now:HH:mm:ss} {Counted.Of(count, "client")} connected, {Counted.Of(await broker.CountRetainedAsync(), "retained message")}");
                    lastCount = count;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped.");
        }

        return ExitCode.Ok;
    }

    private static async Task ReloadAsync(EmbeddedBroker broker)
    {
        try
        {
            await broker.ReloadAsync();
            Console.WriteLine("Read the users again.");
        }
        catch (FleetException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
    }
}
