using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Server;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Node.Tests.Uplink;

public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 authority = NewAuthority();
    private readonly X509Certificate2 own;
    private readonly MqttServer server;
    private readonly VirtualNode node;
    private readonly ConcurrentQueue<string> topics = new();

    public TlsTests()
    {
        own = NewServerCertificate(authority, "broker");
        int port = FreePort();
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptedEndpointPort(port)
            .WithEncryptionCertificate(own)
            .Build());
        server.InterceptingPublishAsync += e =>
        {
            topics.Enqueue(e.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        server.StartAsync().GetAwaiter().GetResult();
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.BrokerTls = 1;
        configuration.BrokerPort = 8883;
        node = VirtualNode.OnMachine(configuration, new Shaker(), seed: 1, frameCapacity: 1);
        node.Board.Network.MapBroker("broker", "127.0.0.1", port);
    }

    private bool IsIntroduced => topics.Any(topic => topic.EndsWith("/birth", StringComparison.Ordinal));

    public void Dispose()
    {
        node.Dispose();
        server.Dispose();
        own.Dispose();
        authority.Dispose();
    }

    [Fact]
    public void Asks_for_the_time_first_and_trusts_the_authority_on_its_drive()
    {
        Trust(authority);
        node.Start();
        node.Board.Clock.AdvanceBy(30_000_000);
        Assert.True(IsIntroduced, string.Join(" | ", node.Board.Output.Lines));
    }

    [Fact]
    public void Without_the_time_it_waits_says_so_and_connects_when_it_has_it()
    {
        Trust(authority);
        node.Board.Network.TimeServer = false;
        node.Start();
        node.Board.Clock.AdvanceBy(180_000_000);
        Assert.False(IsIntroduced);
        Assert.Contains(node.Board.Output.Lines, line => line.Contains("the time is unknown", StringComparison.Ordinal));
        node.Board.Network.TimeServer = true;
        node.Board.Clock.AdvanceBy(180_000_000);
        Assert.True(IsIntroduced);
        Assert.Equal(1, node.Board.BootCount);
    }

    [Fact]
    public void Without_a_certificate_to_trust_it_says_which_file_is_missing()
    {
        node.Start();
        node.Board.Clock.AdvanceBy(60_000_000);
        Assert.False(IsIntroduced);
        Assert.Contains(node.Board.Output.Lines, line => line.Contains(AuthorityFile.FilePath, StringComparison.Ordinal));
    }

    [Fact]
    public void A_foreign_authority_is_not_trusted()
    {
        using X509Certificate2 foreign = NewAuthority();
        Trust(foreign);
        node.Start();
        node.Board.Clock.AdvanceBy(60_000_000);
        Assert.False(IsIntroduced);
    }

    private void Trust(X509Certificate2 trusted) =>
        node.Board.Storage.Put(AuthorityFile.FilePath, System.Text.Encoding.ASCII.GetBytes(trusted.ExportCertificatePem()));

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static X509Certificate2 NewAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(55), DateTimeOffset.UnixEpoch.AddYears(70));
    }

    private static X509Certificate2 NewServerCertificate(X509Certificate2 authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UnixEpoch.AddYears(55), DateTimeOffset.UnixEpoch.AddYears(69), [1, 2, 3, 4]);
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
