using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Broker.Configuration;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Broker.Configuration;

public sealed class BrokerConfigurationPlanTests : IDisposable
{
    private static readonly NodeId Fan = new("plant", "fan-1");
    private static readonly NodeId Pump = new("plant", "pump-1");
    private static readonly BrokerConfigurationOptions First = new() { Names = ["broker", "10.0.0.5"], Add = [Fan] };

    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-broker-config-").FullName;
    private readonly FleetKey key = FleetKey.Create();
    private readonly DateTimeOffset now = DateTimeOffset.UtcNow;

    private BrokerFiles Files => new(Path.Combine(folder, "broker"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Writes_every_file_for_its_owner_alone()
    {
        Write(First);
        string[] expected = ["acl", "broker.key", "broker.pem", "ca.key", "ca.pem", "mosquitto.conf", "passwords", "viewer.password"];
        Assert.Equal(expected, Directory.GetFiles(Files.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            foreach (string path in Directory.GetFiles(Files.Folder))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Files.Folder));
        }
    }

    [Fact]
    public void No_file_holds_a_password_but_the_viewers()
    {
        Write(First);
        string[] secrets = [key.DeriveBrokerPassword("host"), key.DeriveBrokerPassword(Fan.ToString()), Convert.ToHexStringLower(key.DeriveNodeKey("plant", "fan-1"))];
        Assert.All(Directory.GetFiles(Files.Folder), path => Assert.DoesNotContain(secrets, File.ReadAllText(path).Contains));
        Assert.Equal(key.DeriveBrokerPassword(BrokerAccount.Viewer), BrokerAccount.Read(BrokerAccount.Viewer, Files.ViewerPassword).Password);
    }

    [Fact]
    public void A_later_node_changes_users_and_access_list_only()
    {
        Write(First);
        string before = File.ReadAllText(Files.Passwords);
        BrokerConfigurationPlan plan = Write(new BrokerConfigurationOptions { Add = [Pump] });
        Assert.Equal([Files.Passwords, Files.AccessList], plan.Changed);
        Assert.Equal([Pump.ToString()], plan.Added);
        Assert.Equal(4, plan.Users.Count);
        Assert.All(before.Split('\n'), line => Assert.Contains(line, File.ReadAllText(Files.Passwords)));
        Assert.Contains("user plant/pump-1\ntopic write nanomonitor/1/plant/pump-1/state\n", File.ReadAllText(Files.AccessList));

        Assert.Empty(Write(new BrokerConfigurationOptions { Add = [Pump] }).Changed);
    }

    [Fact]
    public void A_node_is_removed_from_users_and_access_list()
    {
        Write(First with { Add = [Fan, Pump] });
        BrokerConfigurationPlan plan = Write(new BrokerConfigurationOptions { Remove = [Fan] });
        Assert.Equal([Fan.ToString()], plan.Removed);
        Assert.DoesNotContain("fan-1", File.ReadAllText(Files.Passwords) + File.ReadAllText(Files.AccessList));
        Assert.Contains("plant/fan-1 has no account", Assert.Throws<FleetException>(() => Write(new BrokerConfigurationOptions { Remove = [Fan] })).Message);
    }

    [Fact]
    public void Another_fleet_key_gives_every_user_another_password()
    {
        Write(First);
        FleetKey other = FleetKey.Create();
        BrokerConfigurationPlan plan = BrokerConfigurationPlan.Make(Files, new BrokerConfigurationOptions(), other, now);
        Assert.Equal(["host", "viewer", "plant/fan-1"], plan.Added);
    }

    [Fact]
    public void A_renewed_certificate_is_under_the_same_authority()
    {
        Write(First);
        string authority = File.ReadAllText(Files.Authority);
        string certificate = File.ReadAllText(Files.Certificate);
        Write(new BrokerConfigurationOptions { Renew = true });
        Assert.Equal(authority, File.ReadAllText(Files.Authority));
        Assert.NotEqual(certificate, File.ReadAllText(Files.Certificate));
        using X509Certificate2 renewed = CertificateFiles.Read(Files.Certificate, Files.CertificateKey);
        foreach (string name in First.Names)
        {
            Assert.Null(CertificateJudge.Complaint(renewed, [], BrokerTrust.Read(Files.Authority), name, now));
        }
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(710, true)]
    public void A_certificate_that_ends_soon_is_made_anew(int days, bool isRenewed)
    {
        Write(First);
        BrokerConfigurationPlan later = BrokerConfigurationPlan.Make(Files, new BrokerConfigurationOptions(), key, now.AddDays(days));
        Assert.Equal(isRenewed, later.Changed.Contains(Files.Certificate));
        Assert.DoesNotContain(Files.Authority, later.Changed);
    }

    [Fact]
    public void Port_and_interface_stay_until_others_are_given()
    {
        Write(First with { Port = 8884, Listen = IPAddress.Loopback });
        Assert.Contains("listener 8884 127.0.0.1\n", File.ReadAllText(Files.Configuration));
        Assert.DoesNotContain(Files.Configuration, Write(new BrokerConfigurationOptions { Add = [Pump] }).Changed);
        Assert.Equal([Files.Configuration], Write(new BrokerConfigurationOptions { Port = 8885 }).Changed);
        Assert.Contains("listener 8885 127.0.0.1\n", File.ReadAllText(Files.Configuration));
    }

    [Fact]
    public void A_certificate_of_the_operators_own_is_used_where_it_is()
    {
        string own = Path.Combine(folder, "own.pem");
        string ownKey = Path.Combine(folder, "own.key");
        using X509Certificate2 authority = CertificateIssuer.CreateAuthority(now);
        using X509Certificate2 certificate = CertificateIssuer.Issue(authority, ["plant-broker"], now);
        File.WriteAllText(own, CertificateFiles.CertificatePem(certificate));
        File.WriteAllText(ownKey, CertificateFiles.KeyPem(certificate));

        BrokerConfigurationPlan plan = Write(new BrokerConfigurationOptions { OwnCertificate = own, OwnKey = ownKey });
        Assert.Equal(["plant-broker"], plan.CertificateNames);
        Assert.False(plan.HasOwnAuthority);
        Assert.False(File.Exists(Files.Authority));
        Assert.Contains($"certfile {own}\nkeyfile {ownKey}\n", File.ReadAllText(Files.Configuration));
        Assert.Empty(Write(new BrokerConfigurationOptions()).Changed);

        Assert.Contains("needs both", Assert.Throws<FleetException>(() => Write(new BrokerConfigurationOptions { OwnCertificate = own })).Message);
        Assert.Contains("expired", Assert.Throws<FleetException>(() => BrokerConfigurationPlan.Make(
            Files, new BrokerConfigurationOptions(), key, now.AddYears(3))).Message);
        File.WriteAllText(ownKey, CertificateFiles.KeyPem(authority));
        Assert.Contains("Cannot use the certificate", Assert.Throws<FleetException>(() => Write(new BrokerConfigurationOptions())).Message);
    }

    [Fact]
    public void While_the_fleet_key_changes_a_node_keeps_its_password_unless_it_is_removed_and_added()
    {
        Write(First);
        FleetKey next = new(RandomNumberGenerator.GetBytes(FleetKey.Length), [key], new KeyLedger());
        Assert.Equal([BrokerAccount.Host, BrokerAccount.Viewer], Write(new BrokerConfigurationOptions { Add = [Fan] }, next).Added);
        Assert.Equal([Fan.ToString()], Write(new BrokerConfigurationOptions { Remove = [Fan], Add = [Fan] }, next).Added);
        PasswordFile passwords = PasswordFile.Parse(File.ReadAllText(Files.Passwords), Files.Passwords);
        Assert.True(passwords.Accepts(BrokerAccount.Derive(next, Fan.ToString())));
    }

    [Fact]
    public void Asks_for_a_name_at_first() =>
        Assert.Contains("--host", Assert.Throws<FleetException>(() => Write(new BrokerConfigurationOptions { Add = [Fan] })).Message);

    [Fact]
    public void A_plan_alone_writes_nothing()
    {
        BrokerConfigurationPlan plan = BrokerConfigurationPlan.Make(Files, First, key, now);
        Assert.Equal(8, plan.Changed.Count);
        Assert.False(Directory.Exists(Files.Folder));
    }

    private BrokerConfigurationPlan Write(BrokerConfigurationOptions options, FleetKey? newest = null)
    {
        BrokerConfigurationPlan plan = BrokerConfigurationPlan.Make(Files, options, newest ?? key, now);
        plan.Write();
        return plan;
    }
}
