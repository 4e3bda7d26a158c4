using NanoMonitor.Cli.Usage;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Provisioning;
using Spectre.Console;

namespace NanoMonitor.Cli.Provision;

/// <summary>Completes the fields of a node: from the environment, by asking the person at the terminal, or from the broker's address.</summary>
/// <param name="console">Where to ask.</param>
internal sealed class MissingFields(IAnsiConsole console)
{
    private const string Site = "site";
    private const string Node = "node";
    private const string MachineClass = "machineClass";
    private const string WifiSsid = "wifiSsid";
    private const string BrokerHost = "brokerHost";
    private const string BrokerPort = "brokerPort";
    private const string BrokerTls = "brokerTls";
    private const string BrokerUser = "brokerUser";
    private const string AnotherNetwork = "another one";
    private const string NoNetwork = "none: the board knows its network already";

    private bool CanAsk => console.Profile.Capabilities.Interactive && !Console.IsInputRedirected;

    /// <summary>Completes them.</summary>
    /// <param name="fields">Of one node.</param>
    /// <param name="broker">What the node is told where its fields name no broker.</param>
    /// <param name="key">Fleet key.</param>
    /// <param name="scan">Gives the networks in reach of the node, to choose from; null where there is no node to ask.</param>
    /// <exception cref="UsageException">Something is missing and nobody can be asked.</exception>
    public async Task CompleteAsync(
        SettingsBuilder fields, BrokerOptions broker, FleetKey key, Func<Task<IReadOnlyList<(string Ssid, string SignalDbm)>>>? scan)
    {
        Require(fields, Site, "--site", "Site");
        Require(fields, Node, "--node", "Node");
        if (!fields.Has(MachineClass) && CanAsk)
        {
            Set(fields, MachineClass, Ask("Machine class", "machine", MachineClass));
        }

        FillInBroker(fields, broker, key);
        if (!fields.Has(WifiSsid) && CanAsk)
        {
            Set(fields, WifiSsid, await AskNetworkAsync(scan));
        }

        if (fields.Get(WifiSsid).Length > 0)
        {
            CompletePassword(fields, SecretFields.WifiPassword, $"Password of the network '{fields.Get(WifiSsid)}' (empty if it is open)");
        }

        if (fields.Get(BrokerUser).Length > 0)
        {
            CompletePassword(fields, SecretFields.BrokerPassword, $"Password of the broker's user '{fields.Get(BrokerUser)}'");
        }
    }

    /// <summary>
    /// Lets the node use the broker of this program where its fields name none: over TLS and with an account of its own, if this
    /// program does so. Its site and id must be there.
    /// </summary>
    public static void FillInBroker(SettingsBuilder fields, BrokerOptions broker, FleetKey key)
    {
        if (fields.Has(BrokerHost))
        {
            return;
        }

        Set(fields, BrokerHost, broker.Address.Host);
        Set(fields, BrokerPort, broker.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (broker.Trust is { } trust && !fields.Has(BrokerTls))
        {
            Set(fields, BrokerTls, "1");
            fields.Certificate ??= trust.Authorities is null ? null : ProvisioningFile.ReadCertificate(trust.Name);
        }

        if (broker.Account is not null && !fields.Has(BrokerUser))
        {
            BrokerAccount account = BrokerAccount.Derive(key, new NodeId(fields.Get(Site), fields.Get(Node)).ToString());
            Set(fields, BrokerUser, account.User);
            Set(fields, SecretFields.BrokerPassword, account.Password);
        }
    }

    private static Exception Refuse(string what) => new UsageException(what);

    private static void Set(SettingsBuilder fields, string name, string value) => fields.Set(name, value, Refuse);

    private void Require(SettingsBuilder fields, string name, string option, string question)
    {
        if (fields.Get(name).Length > 0)
        {
            return;
        }

        if (!CanAsk)
        {
            throw new UsageException($"{option} is missing, and there is no terminal to ask at. Name it, or give a file with --config.");
        }

        Set(fields, name, Ask(question, null, name));
    }

    private void CompletePassword(SettingsBuilder fields, string name, string question)
    {
        if (fields.Has(name))
        {
            return;
        }

        string variable = SecretFields.Variable(name);
        if (Environment.GetEnvironmentVariable(variable) is { } value)
        {
            fields.Set(name, value, what => new UsageException($"${variable}: {what}"));
        }
        else if (CanAsk)
        {
            Set(fields, name, console.Prompt(new TextPrompt<string>(Markup.Escape(question) + ":").Secret().AllowEmpty()));
        }
    }

    private string Ask(string question, string? proposal, string name)
    {
        var prompt = new TextPrompt<string>(Markup.Escape(question) + ":");
        if (proposal is not null)
        {
            prompt.DefaultValue(proposal);
        }

        prompt.Validate(answer =>
        {
            try
            {
                new SettingsBuilder().Set(name, answer, what => new UsageException(what));
                return ValidationResult.Success();
            }
            catch (UsageException e)
            {
                return ValidationResult.Error(Markup.Escape(e.Message));
            }
        });
        return console.Prompt(prompt);
    }

    private async Task<string> AskNetworkAsync(Func<Task<IReadOnlyList<(string Ssid, string SignalDbm)>>>? scan)
    {
        IReadOnlyList<(string Ssid, string SignalDbm)> found = scan is null ? [] : await scan();
        string[] names = [.. found.Select(network => network.Ssid).Where(ssid => ssid.Length > 0).Distinct(), AnotherNetwork, NoNetwork];
        string chosen = console.Prompt(new SelectionPrompt<string>().Title("Wi-Fi network").UseConverter(Markup.Escape).AddChoices(names));
        return chosen switch
        {
            AnotherNetwork => Ask("Name of the network", null, WifiSsid),
            NoNetwork => "",
            _ => chosen,
        };
    }
}
