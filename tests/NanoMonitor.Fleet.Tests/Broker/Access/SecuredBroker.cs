using System.Net;
using System.Security.Cryptography.X509Certificates;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Broker.Configuration;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Broker.Access;

/// <summary>A broker of either kind with the files that <c>broker-config</c> writes, for two nodes.</summary>
public sealed class SecuredBroker : IAsyncDisposable
{
    public static readonly NodeId Fan = new("plant", "fan-1");
    public static readonly NodeId Pump = new("plant", "pump-1");

    private readonly string folder;
    private readonly IAsyncDisposable broker;
    private readonly BrokerSecurity? security;

    private SecuredBroker(string folder, BrokerFiles files, FleetKey key, IAsyncDisposable broker, BrokerSecurity? security, BrokerAddress address)
    {
        this.folder = folder;
        this.broker = broker;
        this.security = security;
        Files = files;
        Key = key;
        Address = address;
    }

    public BrokerFiles Files { get; }

    public FleetKey Key { get; }

    public BrokerAddress Address { get; }

    /// <summary>Starts one; skips the test where it is not installed.</summary>
    /// <param name="name">Of <see cref="TestBrokers"/>.</param>
    /// <param name="certify">Replaces the certificate: writes other files over it.</param>
    /// <param name="key">The fleet key; null for a new one.</param>
    public static async Task<SecuredBroker> StartAsync(string name, Action<BrokerFiles>? certify = null, FleetKey? key = null)
    {
        Skip.If(name == TestBrokers.Mosquitto && !MosquittoBroker.IsInstalled, "mosquitto is not installed (apt install mosquitto)");
        string folder = Directory.CreateTempSubdirectory("nanomonitor-secured-").FullName;
        var files = new BrokerFiles(Path.Combine(folder, "broker"));
        key ??= FleetKey.Create();
        int port = MosquittoBroker.FreePort();
        var options = new BrokerConfigurationOptions
        {
            Names = ["localhost", "127.0.0.1"],
            Add = [Fan, Pump],
            Port = port,
            Listen = IPAddress.Loopback,
        };
        BrokerConfigurationPlan.Make(files, options, key, DateTimeOffset.UtcNow).Write();
        certify?.Invoke(files);
        if (name == TestBrokers.Mosquitto)
        {
            MosquittoBroker mosquitto = await MosquittoBroker.StartAsync(files, port);
            return new SecuredBroker(folder, files, key, mosquitto, null, mosquitto.Address);
        }

        // As of a time when the certificate was still good: a broker goes on when it expires.
        BrokerSecurity security = BrokerSecurity.Read(files, DateTimeOffset.UnixEpoch);
        EmbeddedBroker embedded = await EmbeddedBroker.StartAsync(security.Listener.Address, security.Listener.Port, security);
        return new SecuredBroker(folder, files, key, embedded, security, embedded.Address);
    }

    /// <summary>Writes another authority and certificate over those of a broker that has not started.</summary>
    public static void Certify(BrokerFiles files, X509Certificate2 authority, X509Certificate2 certificate)
    {
        File.WriteAllText(files.Authority, CertificateFiles.CertificatePem(authority));
        File.WriteAllText(files.Certificate, CertificateFiles.CertificatePem(certificate));
        File.WriteAllText(files.CertificateKey, CertificateFiles.KeyPem(certificate));
    }

    /// <summary>How one of the fleet's users reaches it.</summary>
    public BrokerOptions As(string user) => As(Key, user);

    /// <summary>How a user of a fleet key reaches it.</summary>
    public BrokerOptions As(FleetKey key, string user) => new(Address)
    {
        Trust = BrokerTrust.Read(Files.Authority),
        Account = BrokerAccount.Derive(key, user),
        OtherAccounts = BrokerAccount.DeriveEarlier(key, user),
    };

    public Task<BrokerConnection> ConnectAsync(string user, CancellationToken cancellationToken) =>
        BrokerConnection.ConnectAsync(As(user), cancellationToken);

    /// <summary>Has it read the users again.</summary>
    public Task ReloadAsync() => broker is MosquittoBroker mosquitto ? mosquitto.ReloadAsync() : ((EmbeddedBroker)broker).ReloadAsync();

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        security?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
