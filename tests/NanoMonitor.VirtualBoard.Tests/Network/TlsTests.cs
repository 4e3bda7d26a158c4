using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Server;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Runtime.Native;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;
using HostTime = System.DateTimeOffset;

namespace NanoMonitor.VirtualBoard.Tests.Network;

public sealed class TlsTests : IDisposable
{
    private readonly HostCertificate authority = NewAuthority();
    private readonly HostCertificate own;
    private readonly MqttServer server;
    private readonly int port = FreePort.Find();

    public TlsTests()
    {
        own = NewServerCertificate(authority, "broker");
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithEncryptedEndpoint()
            .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
            .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
            .WithEncryptedEndpointPort(port)
            .WithEncryptionCertificate(own)
            .Build());
        server.StartAsync().GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        server.Dispose();
        own.Dispose();
        authority.Dispose();
    }

    [Fact]
    public void A_broker_with_the_given_authoritys_certificate_is_trusted() =>
        Assert.Equal(MqttReasonCode.Success, Connect("broker", authority, true));

    [Fact]
    public void A_foreign_authority_is_refused()
    {
        using HostCertificate foreign = NewAuthority();
        Assert.Throws<MqttConnectionException>(() => Connect("broker", foreign, true));
    }

    [Fact]
    public void Another_name_than_the_certificates_is_refused() =>
        Assert.Throws<MqttConnectionException>(() => Connect("other", authority, true));

    [Fact]
    public void An_unset_clock_makes_every_certificate_invalid() =>
        Assert.Throws<MqttConnectionException>(() => Connect("broker", authority, false));

    [Fact]
    public void Without_validation_any_certificate_will_do() =>
        Assert.Equal(MqttReasonCode.Success, Connect("other", null, false));

    private MqttReasonCode Connect(string name, HostCertificate? trusted, bool setClock)
    {
        using Board board = BrokerTests.NewBoard(port);
        board.Network.MapBroker("other", "127.0.0.1", port);
        MqttReasonCode code = default;
        Exception? thrown = null;
        board.Run(() =>
        {
            BrokerTests.Join();
            if (setClock)
            {
                Rtc.SetSystemTime(System.DateTime.UtcNow);
            }

            X509Certificate? ca = trusted == null ? null : new X509Certificate(trusted.ExportCertificatePem());
            MqttClient client = new(name, 8883, true, ca, null, MqttSslProtocols.TLSv1_2);
            client.Settings.ValidateServerCertificate = trusted != null;
            try
            {
                code = client.Connect("n1");
            }
            catch (MqttConnectionException e)
            {
                thrown = e;
            }
        });
        return thrown == null ? code : throw thrown;
    }

    private static HostCertificate NewAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(HostTime.UtcNow.AddDays(-1), HostTime.UtcNow.AddDays(10));
    }

    private static HostCertificate NewServerCertificate(HostCertificate authority, string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using HostCertificate issued = request.Create(authority, HostTime.UtcNow.AddDays(-1), HostTime.UtcNow.AddDays(9), [1, 2, 3]);
        using HostCertificate withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
