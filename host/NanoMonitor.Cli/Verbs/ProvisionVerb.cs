using System.CommandLine;
using NanoMonitor.Cli.Provision;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>provision</c>: gives nodes their configuration over a serial port.</summary>
internal static class ProvisionVerb
{
    public static Verb Create()
    {
        var port = new Option<string>("--port")
        {
            Description = "Serial port the node is on: COM5, /dev/ttyUSB0.",
            HelpName = "PORT",
            Required = true,
        };
        var connection = new ConnectionOptions();
        Option<string?> site = SharedOptions.OptionalName("--site", "Site of the node.");
        Option<string?> node = SharedOptions.OptionalName("--node", "Id of the node.");
        Option<string?> machineClass = SharedOptions.OptionalName("--machine-class", "Class of the machine it watches.");
        var ssid = new Option<string?>("--wifi-ssid") { Description = "Name of the Wi-Fi network.", HelpName = "NAME" };
        var set = new Option<string[]>("--set")
        {
            Description = "Any other field of the configuration, as often as needed; docs/protocol.md lists them.",
            HelpName = "FIELD=VALUE",
        };
        var config = new Option<string?>("--config")
        {
            Description = "Fields of one node or many, as JSON; many are provisioned one after the other.",
            HelpName = "FILE",
        };
        var certificate = new Option<string?>("--ca-file") { Description = "CA certificate of the nodes' broker, PEM, for brokerTls=1. Defaults to --broker-ca.", HelpName = "FILE" };
        var bench = new Option<string?>("--write-nanoff")
        {
            Description = "Talks to no node, but writes what nanoff puts onto one at the bench.",
            HelpName = "DIR",
        };
        var offline = new Option<bool>("--offline") { Description = "Does not wait until the node is heard at the broker." };
        var noCheck = new Option<bool>("--no-check") { Description = "Does not check the mounting." };
        Option<string?> keyFile = SharedOptions.KeyFile();
        var verb = new Verb(
            "provision",
            "Gives a node on a serial port its Wi-Fi, broker, name and key, waits until it is heard at the broker, and checks its mounting. "
            + "Nodes reach the broker as this program does, over TLS with --broker-ca and with a user of their own with --broker-user. "
            + $"Asks for what is missing. Passwords are asked for, or come from ${SecretFields.Variable(SecretFields.WifiPassword)} and "
            + $"${SecretFields.Variable(SecretFields.BrokerPassword)}, or from the file.",
            "nanomonitor provision --port /dev/ttyUSB0 --broker 10.0.0.5 --site plant --node fan-7 --machine-class fan",
            "nanomonitor provision --port COM5 --broker 10.0.0.5 --config hall.json",
            "nanomonitor provision --port COM5 --broker plant-broker --broker-ca ca.pem --broker-user host --config hall.json",
            "nanomonitor provision --port COM5 --site plant --node fan-7 --wifi-ssid hall --broker 10.0.0.5 --write-nanoff bench")
        {
            port, site, node, machineClass, ssid, set, config, certificate, bench, offline, noCheck, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            SettingsBuilder given = new();
            Set(given, "site", parsed.GetValue(site), "--site");
            Set(given, "node", parsed.GetValue(node), "--node");
            Set(given, "machineClass", parsed.GetValue(machineClass), "--machine-class");
            Set(given, "wifiSsid", parsed.GetValue(ssid), "--wifi-ssid");
            foreach (string field in parsed.GetValue(set) ?? [])
            {
                SetField(given, field);
            }

            if (parsed.GetValue(certificate) is { } file)
            {
                given.Certificate = ProvisioningFile.ReadCertificate(file);
            }

            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            var plan = new ProvisionPlan(
                parsed.GetRequiredValue(port),
                Nodes(given, parsed.GetValue(config)),
                connection.Of(parsed, key),
                key,
                parsed.GetValue(offline),
                !parsed.GetValue(noCheck));
            return parsed.GetValue(bench) is { } folder ? BenchRun.RunAsync(plan, folder) : new ProvisionRun(plan).RunAsync(cancel);
        });
        return verb;
    }

    private static IReadOnlyList<SettingsBuilder> Nodes(SettingsBuilder given, string? config)
    {
        if (config is null)
        {
            return [given];
        }

        IReadOnlyList<SettingsBuilder> nodes = ProvisioningFile.Read(config);
        foreach (SettingsBuilder builder in nodes)
        {
            if (nodes.Count > 1 && given.Has("node"))
            {
                throw new UsageException($"--node goes with one node; {config} has {nodes.Count}.");
            }

            builder.Overlay(given);
        }

        return nodes;
    }

    private static void Set(SettingsBuilder fields, string name, string? value, string option)
    {
        if (value is not null)
        {
            fields.Set(name, value, what => new UsageException($"{option}: {what}."));
        }
    }

    private static void SetField(SettingsBuilder fields, string field)
    {
        int equals = field.IndexOf('=');
        string name = equals < 1 ? "" : field[..equals];
        if (equals < 1)
        {
            throw new UsageException($"--set: '{field}' is not FIELD=VALUE.");
        }

        // Arguments can be seen by every user of this computer, and stay in the shell's history.
        if (SecretFields.Contains(name))
        {
            throw new UsageException($"--set: {name} is a secret and must not be an argument.");
        }

        Set(fields, name, field[(equals + 1)..], "--set");
    }
}
