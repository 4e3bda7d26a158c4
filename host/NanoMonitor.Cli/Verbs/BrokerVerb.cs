using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>broker</c>: the embedded broker alone.</summary>
internal static class BrokerVerb
{
    private static readonly TimeSpan CountPeriod = TimeSpan.FromSeconds(1);

    public static Verb Create()
    {
        var address = new Option<IPAddress>("--listen")
        {
            Description = "IP address to listen on; 0.0.0.0 for every interface.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = ParseAddress,
        };
        Option<int> port = SharedOptions.Number("--port", "PORT", "TCP port; 0 takes a free one.", 0, 65535, BrokerAddress.DefaultPort);
        var verb = new Verb(
            "broker",
            "Runs the embedded MQTT broker until Ctrl-C. It forgets everything when it ends, and lets anyone in: "
            + "listen beyond this machine only in a network you trust.",
            "nanomonitor broker --listen 0.0.0.0 --port 1883")
        {
            address,
            port,
        };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(address), parsed.GetValue(port), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(address, port);
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

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            result.AddError($"--listen: '{text}' is not an IP address such as 127.0.0.1 or 0.0.0.0.");
        }

        return address;
    }
}
