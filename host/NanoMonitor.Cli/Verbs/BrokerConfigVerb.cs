using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using NanoMonitor.Cli.Terminal;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Configuration;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>broker-config</c>: the configuration of a broker that lets in a fleet and nobody else.</summary>
internal static class BrokerConfigVerb
{
    public static Verb Create()
    {
        var output = new Option<string>("--out", "-o") { Description = "Folder of the broker's files.", HelpName = "DIR", Required = true };
        var host = new Option<string[]>("--host")
        {
            Description = "Host name or IP address by which nodes and hosts reach the broker, once for each. Needed at first; later it makes a new certificate where the old one lacks it.",
            HelpName = "NAME",
        };
        host.Validators.Add(RefuseBadHost);
        Option<NodeId[]> add = Nodes("--add", "Node to let in, once for each. Those that are let in already stay.");
        Option<NodeId[]> remove = Nodes("--remove", "Node to let in no longer.");
        Option<int?> port = SharedOptions.OptionalNumber("--port", "PORT", $"TCP port. Defaults to {BrokerAddress.DefaultTlsPort}.", 1, 65535);
        Option<IPAddress?> listen = SharedOptions.ListenAddress("IP address to listen on. Defaults to every interface.");
        var certificate = new Option<string?>("--certificate") { Description = "Certificate of your own for the broker, PEM. Without it one is made.", HelpName = "FILE" };
        var certificateKey = new Option<string?>("--certificate-key") { Description = "Key of that certificate, PEM.", HelpName = "FILE" };
        var renew = new Option<bool>("--renew") { Description = "Makes a new certificate of the broker. Nodes and hosts need nothing new." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be written, and writes nothing." };
        Option<string?> keyFile = SharedOptions.KeyFile();
        var verb = new Verb(
            "broker-config",
            "Writes a configuration of mosquitto 2, or of 'nanomonitor broker --secured': TLS, an account for each node that reaches its own "
            + "topics only, and accounts of hosts. Passwords follow from the fleet key. Run it again to let in further nodes.",
            "nanomonitor broker-config --out broker --host plant-broker --host 10.0.0.5 --add plant/fan-7 --add plant/pump-2",
            "nanomonitor broker-config --out broker --remove plant/fan-7")
        {
            output, host, add, remove, port, listen, certificate, certificateKey, renew, dryRun, keyFile,
        };
        verb.SetAction(parsed =>
        {
            var files = new BrokerFiles(parsed.GetRequiredValue(output));
            var options = new BrokerConfigurationOptions
            {
                Names = parsed.GetValue(host) ?? [],
                Add = parsed.GetValue(add) ?? [],
                Remove = parsed.GetValue(remove) ?? [],
                Port = parsed.GetValue(port),
                Listen = parsed.GetValue(listen),
                OwnCertificate = parsed.GetValue(certificate),
                OwnKey = parsed.GetValue(certificateKey),
                Renew = parsed.GetValue(renew),
            };
            bool isDry = parsed.GetValue(dryRun);
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            bool isFirst = !File.Exists(files.Configuration);
            BrokerConfigurationPlan plan = BrokerConfigurationPlan.Make(files, options, key, DateTimeOffset.UtcNow);
            if (!isDry)
            {
                plan.Write();
            }

            Report(plan, files, isDry);
            if (!isDry && plan.Changed.Count > 0)
            {
                SayWhatNext(plan, files, isFirst);
            }

            return ExitCode.Ok;
        });
        return verb;
    }

    private static void Report(BrokerConfigurationPlan plan, BrokerFiles files, bool isDry)
    {
        string written = plan.Changed.Count == 0 ? "nothing, all is as it should be" : string.Join(", ", plan.Changed.Select(path => Path.GetFileName(path)));
        Console.WriteLine($"{(isDry ? "Would write" : "Wrote")} to {files.Folder}: {written}.");
        Console.WriteLine($"Accounts: {Counted.Of(plan.Users.Count, "user")}{List(", new ", plan.Added)}{List(", removed ", plan.Removed)}.");
        string end = plan.CertificateEnd.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Console.WriteLine($"The certificate for {string.Join(", ", plan.CertificateNames)} expires on {end}.");
    }

    private static void SayWhatNext(BrokerConfigurationPlan plan, BrokerFiles files, bool isFirst)
    {
        Console.WriteLine();
        if (!isFirst)
        {
            Console.WriteLine("A running broker reads users and certificate again on SIGHUP: kill -HUP PID. Another port or listener needs a restart.");
            Console.WriteLine($"Where it runs as a user of its own, that user must own what was written, first: chown -R mosquitto: {files.Folder}");
            return;
        }

        string authority = plan.HasOwnAuthority ? files.Authority : "AUTHORITY.pem";
        Console.WriteLine("Start:     mosquitto -c " + files.Configuration);
        Console.WriteLine($"           where it runs as a user of its own, that user must own the files: chown -R mosquitto: {files.Folder}");
        Console.WriteLine($"Nodes:     brokerTls=1 brokerPort={plan.Port}, brokerUser and brokerPassword from the fleet key, CA certificate {authority}");
        Console.WriteLine($"Hosts:     --broker {plan.CertificateNames[0]}:{plan.Port} --broker-ca {authority} --broker-user {BrokerAccount.Host}");
        Console.WriteLine($"Observers: likewise with --broker-user {BrokerAccount.Viewer} --broker-password-file {Path.GetFileName(files.ViewerPassword)}, without the fleet key");
        if (plan.HasOwnAuthority)
        {
            Console.WriteLine($"Keep {files.AuthorityKey} away from the broker's computer if you can: whoever has it can pass for the broker. --renew needs it.");
        }
    }

    private static string List(string before, IReadOnlyList<string> users) => users.Count == 0 ? "" : before + string.Join(", ", users);

    private static Option<NodeId[]> Nodes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SITE/NODE",
        CustomParser = result => [.. result.Tokens.Select(token => ParseNode(name, token.Value, result)).OfType<NodeId>()],
    };

    private static NodeId? ParseNode(string option, string text, ArgumentResult result)
    {
        NodeId? id = NodeId.TryParse(text);
        if (id is null)
        {
            result.AddError($"{option}: '{text}' is not SITE/NODE, each of them 1 to 32 of a-z, 0-9 and -.");
        }

        return id;
    }

    private static void RefuseBadHost(OptionResult result)
    {
        foreach (Token token in result.Tokens.Where(token => Uri.CheckHostName(token.Value) == UriHostNameType.Unknown))
        {
            result.AddError($"--host: '{token.Value}' is neither a host name nor an IP address.");
        }
    }
}
