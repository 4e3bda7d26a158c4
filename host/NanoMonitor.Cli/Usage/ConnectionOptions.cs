using System.CommandLine;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Cli.Usage;

/// <summary>The options of verbs that connect to a broker.</summary>
internal sealed class ConnectionOptions
{
    private const string AuthorityVariable = "NANOMONITOR_BROKER_CA";
    private const string UserVariable = "NANOMONITOR_BROKER_USER";
    private const string PasswordFileVariable = "NANOMONITOR_BROKER_PASSWORD_FILE";

    private readonly Option<BrokerAddress> broker = SharedOptions.Broker();

    private readonly Option<string?> authority = new("--broker-ca")
    {
        Description = $"Connects with TLS and trusts this authority's certificate, PEM; '{BrokerTrust.SystemName}' stands for those this "
            + $"computer trusts. The port then defaults to {BrokerAddress.DefaultTlsPort}. Or ${AuthorityVariable}.",
        HelpName = "FILE",
    };

    private readonly Option<string?> user = new("--broker-user")
    {
        Description = $"User at the broker, such as '{BrokerAccount.Host}'. Or ${UserVariable}.",
        HelpName = "NAME",
    };

    private readonly Option<string?> passwordFile = new("--broker-password-file")
    {
        Description = $"File with the user's password, its owner's alone. Or ${PasswordFileVariable}; else the password follows from the fleet key.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(broker);
        command.Add(authority);
        command.Add(user);
        command.Add(passwordFile);
    }

    /// <summary>How to reach the broker.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="key">The fleet key, where the verb has it.</param>
    /// <exception cref="UsageException">The user's password is nowhere to be found.</exception>
    public BrokerOptions Of(ParseResult parsed, FleetKey? key)
    {
        string? trusted = Given(parsed, authority, AuthorityVariable);
        string? name = Given(parsed, user, UserVariable);
        string? file = Given(parsed, passwordFile, PasswordFileVariable);
        return new BrokerOptions(Address(parsed, trusted is null ? BrokerAddress.DefaultPort : BrokerAddress.DefaultTlsPort))
        {
            Trust = trusted is null ? null : BrokerTrust.Read(trusted),
            Account = name is null ? null : Account(name, file, key),
            OtherAccounts = name is null || file is not null || key is null ? [] : BrokerAccount.DeriveEarlier(key, name),
        };
    }

    // The default port hangs on other options.
    private BrokerAddress Address(ParseResult parsed, int defaultPort) => parsed.GetResult(broker) is { Tokens: [var token] }
        ? BrokerAddress.Parse(token.Value, defaultPort)
        : parsed.GetRequiredValue(broker) with { Port = defaultPort };

    private static BrokerAccount Account(string name, string? file, FleetKey? key) => (file, key) switch
    {
        ({ } path, _) => BrokerAccount.Read(name, path),
        (null, { } fleetKey) => BrokerAccount.Derive(fleetKey, name),
        _ => throw new UsageException(
            $"The broker's user '{name}' needs a password: name its file with --broker-password-file, or the fleet key with --key-file."),
    };

    private static string? Given(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null);
}
