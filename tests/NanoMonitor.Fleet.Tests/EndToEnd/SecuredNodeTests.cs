using System.Security.Cryptography.X509Certificates;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Broker.Configuration;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Tests.Broker;
using NanoMonitor.Fleet.Tests.Broker.Access;
using NanoMonitor.Fleet.Tests.Nodes;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Fleet.Tests.EndToEnd;

/// <summary>The firmware itself at a broker with TLS, accounts and access lists.</summary>
public sealed class SecuredNodeTests : IDisposable
{
    private static readonly NodeId Id = SecuredBroker.Fan;

    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));

    public void Dispose() => patience.Dispose();

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task A_node_with_its_account_answers_commands_and_takes_a_table(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name, CertifyForVirtualTime);
        using VirtualNode node = StartNode(broker, broker.Key.DeriveBrokerPassword(Id.ToString()));
        await using BrokerConnection host = await broker.ConnectAsync(BrokerAccount.Host, patience.Token);
        await using NodeLink link = await NodeLink.OpenAsync(host, Id, broker.Key, [Topics.Ack], patience.Token);

        Birth birth = await link.WaitForBirthAsync(TimeSpan.FromMinutes(2), patience.Token);
        await link.CommandAsync(
            new MonotonicCounter(TimeProvider.System), Command.IdentifyVerb, "", TimeSpan.FromMinutes(1), _ => { }, patience.Token);
        PushResult push = await new ModelPusher(host, broker.Key, TimeProvider.System).PushAsync(
            Id, ModelPackage.Create(TestTables.Create(birth.Spec), "fan"), new PushOptions(), progress: null, patience.Token);
        Assert.True(push.IsConfirmed, push.Reason);
        node.Board.ThrowIfFaulted();
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task A_node_with_another_nodes_password_is_not_heard(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name, CertifyForVirtualTime);
        using VirtualNode node = StartNode(broker, broker.Key.DeriveBrokerPassword(SecuredBroker.Pump.ToString()));
        await using BrokerConnection host = await broker.ConnectAsync(BrokerAccount.Host, patience.Token);
        await using BrokerSubscription births = await host.SubscribeAsync([Id.Topic(Topics.Birth)], patience.Token);

        while (!node.Board.Output.Lines.Any(line => line.Contains("the broker refuses", StringComparison.Ordinal)))
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.False(births.Messages.TryRead(out _));
    }

    [SkippableTheory]
    [InlineData(TestBrokers.Embedded)]
    [InlineData(TestBrokers.Mosquitto)]
    public async Task A_change_of_the_fleet_key_locks_nobody_out_whenever_the_broker_follows(string name)
    {
        string folder = Directory.CreateTempSubdirectory("nanomonitor-rekey-").FullName;
        string keyPath = Path.Combine(folder, "fleet.key");
        FleetKeyFile.Create(keyPath);
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name, CertifyForVirtualTime, FleetKeyFile.Read(keyPath));
        using VirtualNode node = StartNode(broker, broker.Key.DeriveBrokerPassword(Id.ToString()));
        FleetKey next = FleetKeyFile.CreateNext(keyPath);

        // The broker knows the old passwords only, the host has the new key already.
        await using BrokerConnection host = await BrokerConnection.ConnectAsync(broker.As(next, BrokerAccount.Host), patience.Token);
        var rotator = new KeyRotator(host, next, TimeProvider.System);
        KeyRotationResult result = await rotator.RotateAsync(Id, TimeSpan.FromMinutes(1), patience.Token);
        Assert.Equal(new KeyRotationResult(new NodeKeyId(1, 1), IsProven: true), result);
        await RestartAsync(node, host, next);

        // Now it follows: the node that has proven the new key, and the host, have new passwords, the other node keeps its old one.
        next = FleetKeyFile.Read(keyPath);
        BrokerConfigurationPlan plan = BrokerConfigurationPlan.Make(broker.Files, new BrokerConfigurationOptions(), next, DateTimeOffset.UtcNow);
        Assert.Equal([BrokerAccount.Host, Id.ToString(), BrokerAccount.Viewer], plan.Added.Order(StringComparer.Ordinal));
        plan.Write();
        await broker.ReloadAsync();
        await using BrokerConnection again = await BrokerConnection.ConnectAsync(broker.As(next, BrokerAccount.Host), patience.Token);
        await using (await broker.ConnectAsync(SecuredBroker.Pump.ToString(), patience.Token))
        {
            await Assert.ThrowsAsync<FleetException>(() => broker.ConnectAsync(Id.ToString(), patience.Token));
        }

        await RestartAsync(node, again, next);
        await RestartAsync(node, again, next);
        node.Board.ThrowIfFaulted();
        Directory.Delete(folder, recursive: true);
    }

    private async Task RestartAsync(VirtualNode node, BrokerConnection host, FleetKey key)
    {
        await using NodeLink link = await NodeLink.OpenAsync(host, Id, key, [Topics.Ack], patience.Token);
        Birth before = await link.WaitForBirthAsync(TimeSpan.FromMinutes(1), patience.Token);
        node.Board.PowerCut();
        node.Start();
        Birth after = await link.WaitForNextBirthAsync(before, TimeSpan.FromMinutes(1), patience.Token);
        Assert.Equal(1, after.KeyEpoch);
    }

    // Virtual nodes live at a date of their own.
    private static void CertifyForVirtualTime(BrokerFiles files)
    {
        DateTimeOffset begin = DateTimeOffset.UnixEpoch.AddYears(50);
        DateTimeOffset end = DateTimeOffset.UtcNow.AddYears(1);
        using X509Certificate2 authority = CertificateIssuer.CreateAuthority(begin, end);
        using X509Certificate2 certificate = CertificateIssuer.Issue(authority, ["127.0.0.1"], begin, end.AddDays(-1));
        SecuredBroker.Certify(files, authority, certificate);
    }

    private static VirtualNode StartNode(SecuredBroker broker, string password)
    {
        var configuration = new NodeConfiguration
        {
            Site = Id.Site,
            Node = Id.Node,
            MachineClass = "fan",
            NodeKey = broker.Key.DeriveNodeKey(Id.Site, Id.Node),
            BrokerHost = broker.Address.Host,
            BrokerPort = broker.Address.Port,
            BrokerTls = 1,
            BrokerUser = Id.ToString(),
            BrokerPassword = password,
            WifiSsid = "test",
            SampleRateHz = 200,
        };
        VirtualNode node = VirtualNode.OnMachine(configuration, new Fan(1), seed: 1);
        node.Board.Storage.Put(@"I:\ca.pem", File.ReadAllBytes(broker.Files.Authority));
        node.Board.Clock.Speed = 100;
        node.Board.Clock.HorizonMicroseconds = long.MaxValue;
        node.Start();
        return node;
    }
}
