using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Broker.Configuration;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Tests.Broker.Access;

/// <summary>What both kinds of broker keep from whom, over TLS.</summary>
public sealed class SecuredBrokerTests : IDisposable
{
    private static readonly NodeId Fan = SecuredBroker.Fan;
    private static readonly NodeId Pump = SecuredBroker.Pump;

    // One topic of every kind, of two nodes and of nobody.
    private static readonly string[] topics =
    [
        .. new[] { Fan, Pump, new NodeId("other", "fan-1") }.SelectMany(id => new[]
        {
            id.Topic(Topics.State), id.Topic(Topics.Birth), id.Topic(Topics.Telemetry), id.Topic(Topics.Event), id.Topic(Topics.Features),
            id.Topic(Topics.OfCapture(7, 0)), id.Topic(Topics.Ack), id.Topic(Topics.ModelReported), id.Topic(Topics.ModelDesired),
            id.Topic(Topics.KeyDesired), id.Topic(Topics.CommandPrefix + "reboot"),
            id.Topic("unheard-of"),
        }),
        Topics.OfChunk(new byte[32], 0),
        "nanomonitor/1/$marker/0",
        "nanomonitor/1/plant",
        "nanomonitor/2/plant/fan-1/state",
        "elsewhere",
    ];

    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));

    public static TheoryData<string> Brokers => [TestBrokers.Embedded, TestBrokers.Mosquitto];

    public void Dispose() => patience.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_user_may_publish_what_the_rules_say_and_nothing_else(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        foreach (string user in new[] { BrokerAccount.Host, BrokerAccount.Viewer, Fan.ToString() })
        {
            await using BrokerConnection connection = await broker.ConnectAsync(user, patience.Token);
            foreach (string topic in topics)
            {
                Task publication = connection.PublishAsync(topic, [1], retain: false, patience.Token);
                if (TopicRules.Of(user)!.MayWrite(topic))
                {
                    await publication;
                }
                else
                {
                    FleetException refusal = await Assert.ThrowsAsync<FleetException>(() => publication);
                    Assert.Contains(topic, refusal.Message);
                }
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_user_reads_what_the_rules_say_and_nothing_else(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        await using BrokerConnection host = await broker.ConnectAsync(BrokerAccount.Host, patience.Token);
        await using BrokerConnection fan = await broker.ConnectAsync(Fan.ToString(), patience.Token);
        await using BrokerConnection pump = await broker.ConnectAsync(Pump.ToString(), patience.Token);

        // Every topic that anybody may write to holds a retained message.
        string[] written = [.. topics.Where(topic => WriterOf(topic) is not null)];
        Assert.Equal(27, written.Length);
        await PublishAllAsync(retain: true);
        foreach (string user in new[] { Fan.ToString(), BrokerAccount.Viewer })
        {
            TopicRules rules = TopicRules.Of(user)!;
            await using BrokerConnection reader = await broker.ConnectAsync(user, patience.Token);
            string end = user == BrokerAccount.Viewer ? MarkerTopic.Create() : Fan.Topic(Topics.CommandPrefix + "end");
            await using BrokerSubscription last = await reader.SubscribeAsync([end], patience.Token);
            List<BrokerSubscription> subscriptions = [];
            foreach (string filter in written.Concat(["#", "nanomonitor/#", "nanomonitor/1/+/pump-1/#", "nanomonitor/1/plant/+/cmd/+"]))
            {
                // mosquitto grants what it will not deliver.
                try
                {
                    subscriptions.Add(await reader.SubscribeAsync([filter], patience.Token));
                }
                catch (FleetException)
                {
                    Assert.False(rules.MayRead(filter), filter);
                }
            }

            await PublishAllAsync(retain: false);
            await host.PublishAsync(end, [0], retain: false, patience.Token);
            await last.Messages.ReadAsync(patience.Token);
            HashSet<string> heard = [];
            foreach (BrokerSubscription subscription in subscriptions)
            {
                while (subscription.Messages.TryRead(out BrokerMessage? message))
                {
                    heard.Add(message.Topic);
                }
            }

            heard.Remove(end);
            Assert.Equal(written.Where(rules.MayRead).Order(), heard.Order());
            Assert.NotEmpty(heard);
        }

        BrokerConnection? WriterOf(string topic) =>
            TopicRules.Of(BrokerAccount.Host)!.MayWrite(topic) ? host
            : TopicRules.Of(Fan.ToString())!.MayWrite(topic) ? fan
            : TopicRules.Of(Pump.ToString())!.MayWrite(topic) ? pump
            : null;

        async Task PublishAllAsync(bool retain)
        {
            foreach (string topic in written)
            {
                await WriterOf(topic)!.PublishAsync(topic, [1], retain, patience.Token);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_stranger_is_not_let_in(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        BrokerOptions good = broker.As(Fan.ToString());
        await (await BrokerConnection.ConnectAsync(good, patience.Token)).DisposeAsync();

        Assert.Contains("without user and password", await RefusalAsync(good with { Account = null }));
        Assert.Contains("refused the user 'plant/fan-1'", await RefusalAsync(good with { Account = new BrokerAccount(Fan.ToString(), "guessed") }));
        Assert.Contains("refused the user 'plant/fan-1'", await RefusalAsync(good with { Account = new BrokerAccount(Fan.ToString(), "") }));
        Assert.Contains("refused the user 'plant/fan-2'", await RefusalAsync(broker.As("plant/fan-2")));
        Assert.Contains("refused the user 'host'", await RefusalAsync(good with { Account = BrokerAccount.Derive(FleetKey.Create(), BrokerAccount.Host) }));
        await Assert.ThrowsAsync<FleetException>(() => BrokerConnection.ConnectAsync(good with { Trust = null }, patience.Token));
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task The_last_will_of_a_node_cannot_speak_for_another(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        await using BrokerConnection host = await broker.ConnectAsync(BrokerAccount.Host, patience.Token);
        await using BrokerSubscription states = await host.SubscribeAsync([Topics.Filter(null, null, Topics.State)], patience.Token);

        await DieAsync(Pump.Topic(Topics.State));
        await DieAsync(Fan.Topic(Topics.State));
        Assert.Equal(Fan.Topic(Topics.State), (await states.Messages.ReadAsync(patience.Token)).Topic);

        async Task DieAsync(string willTopic)
        {
            BrokerAccount account = broker.As(Fan.ToString()).Account!;
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            try
            {
                await client.ConnectAsync(
                    new MqttClientOptionsBuilder()
                        .WithTcpServer(broker.Address.Host, broker.Address.Port)
                        .WithProtocolVersion(MqttProtocolVersion.V311)
                        .WithTlsOptions(tls => tls.UseTls().WithCertificateValidationHandler(_ => true))
                        .WithCredentials(account.User, account.Password)
                        .WithClientId("dying")
                        .WithWillTopic(willTopic)
                        .WithWillPayload("lost")
                        .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                        .Build(),
                    patience.Token);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Some brokers refuse the connection because of the will.
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_node_is_let_in_and_sent_away_while_the_broker_runs(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        var late = new NodeId("plant", "late-1");
        await RefusalAsync(broker.As(late.ToString()));

        Rewrite(new BrokerConfigurationOptions { Add = [late] });
        await broker.ReloadAsync();
        await UntilAsync(isLetIn: true);

        Rewrite(new BrokerConfigurationOptions { Remove = [late] });
        await broker.ReloadAsync();
        await UntilAsync(isLetIn: false);
        await (await broker.ConnectAsync(Fan.ToString(), patience.Token)).DisposeAsync();

        void Rewrite(BrokerConfigurationOptions options) =>
            BrokerConfigurationPlan.Make(broker.Files, options, broker.Key, DateTimeOffset.UtcNow).Write();

        // A signal takes its time.
        async Task UntilAsync(bool isLetIn)
        {
            while (await IsLetInAsync() != isLetIn)
            {
                await Task.Delay(50, patience.Token);
            }
        }

        async Task<bool> IsLetInAsync()
        {
            try
            {
                await (await broker.ConnectAsync(late.ToString(), patience.Token)).DisposeAsync();
                return true;
            }
            catch (FleetException)
            {
                return false;
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task An_expired_certificate_is_refused_with_its_date(string name)
    {
        DateTimeOffset longAgo = DateTimeOffset.UtcNow.AddYears(-3);
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name, files =>
        {
            using X509Certificate2 authority = CertificateIssuer.CreateAuthority(longAgo);
            using X509Certificate2 expired = CertificateIssuer.Issue(authority, ["127.0.0.1"], longAgo);
            SecuredBroker.Certify(files, authority, expired);
        });
        string day = longAgo.AddDays(730).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains($"cannot be trusted: its certificate expired on {day}", await RefusalAsync(broker.As(BrokerAccount.Host)));
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_foreign_certificate_is_refused(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name);
        string foreign = Path.Combine(broker.Files.Folder, "foreign.pem");
        using (X509Certificate2 authority = CertificateIssuer.CreateAuthority(DateTimeOffset.UtcNow))
        {
            await File.WriteAllTextAsync(foreign, CertificateFiles.CertificatePem(authority));
        }

        BrokerOptions options = broker.As(BrokerAccount.Host);
        Assert.Contains($"not issued by {foreign}", await RefusalAsync(options with { Trust = BrokerTrust.Read(foreign) }));
        Assert.Contains("not issued by an authority that this computer trusts", await RefusalAsync(options with { Trust = BrokerTrust.Read("system") }));
    }

    [SkippableTheory]
    [MemberData(nameof(Brokers))]
    public async Task A_certificate_for_another_name_is_refused_with_both_names(string name)
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(name, files =>
        {
            using X509Certificate2 authority = CertificateFiles.Read(files.Authority, files.AuthorityKey);
            using X509Certificate2 other = CertificateIssuer.Issue(authority, ["plant-broker", "10.0.0.5"], DateTimeOffset.UtcNow);
            SecuredBroker.Certify(files, authority, other);
        });
        Assert.Contains("is for plant-broker, 10.0.0.5, not for 127.0.0.1", await RefusalAsync(broker.As(BrokerAccount.Host)));
    }

    [Fact]
    public async Task A_broker_without_TLS_is_told_from_one_that_cannot_be_trusted()
    {
        await using EmbeddedBroker plain = await EmbeddedBroker.StartAsync(IPAddress.Loopback, 0);
        var options = new BrokerOptions(plain.Address)
        {
            Trust = BrokerTrust.Read(BrokerTrust.SystemName),
            ConnectTimeout = TimeSpan.FromSeconds(20),
        };
        string refusal = await RefusalAsync(options);
        Assert.Contains($"Cannot reach the broker {plain.Address}", refusal);
        Assert.DoesNotContain("trusted", refusal);
    }

    [Fact]
    public async Task The_embedded_broker_lets_no_node_take_over_the_session_of_another()
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(TestBrokers.Embedded);
        using IMqttClient fan = new MqttClientFactory().CreateMqttClient();
        using IMqttClient thief = new MqttClientFactory().CreateMqttClient();
        Assert.Equal(MqttClientConnectResultCode.Success, await ConnectAsFanAsync(broker, fan, Fan));
        Assert.Equal(MqttClientConnectResultCode.ClientIdentifierNotValid, await ConnectAsFanAsync(broker, thief, Pump));
        Assert.True(fan.IsConnected);
    }

    [SkippableFact]
    public async Task Mosquitto_delivers_nothing_to_a_node_that_takes_over_the_session_of_another()
    {
        await using SecuredBroker broker = await SecuredBroker.StartAsync(TestBrokers.Mosquitto);
        await using BrokerConnection host = await broker.ConnectAsync(BrokerAccount.Host, patience.Token);
        using (IMqttClient fan = new MqttClientFactory().CreateMqttClient())
        {
            Assert.Equal(MqttClientConnectResultCode.Success, await ConnectAsFanAsync(broker, fan, Fan));
            await fan.SubscribeAsync(Topics.CommandFilter(Fan.Site, Fan.Node), MqttQualityOfServiceLevel.AtLeastOnce, patience.Token);
            await fan.DisconnectAsync(new MqttClientDisconnectOptionsBuilder().WithSessionExpiryInterval(600).Build(), patience.Token);
        }

        await host.PublishAsync(Fan.Topic("cmd/queued"), [1], retain: false, patience.Token);
        using IMqttClient thief = new MqttClientFactory().CreateMqttClient();
        var heard = new ConcurrentQueue<string>();
        var end = new TaskCompletionSource();
        thief.ApplicationMessageReceivedAsync += e =>
        {
            heard.Enqueue(e.ApplicationMessage.Topic);
            if (e.ApplicationMessage.Topic == Pump.Topic("cmd/end"))
            {
                end.TrySetResult();
            }

            return Task.CompletedTask;
        };
        Assert.Equal(MqttClientConnectResultCode.Success, await ConnectAsFanAsync(broker, thief, Pump));
        await thief.SubscribeAsync(Topics.CommandFilter(Pump.Site, Pump.Node), MqttQualityOfServiceLevel.AtLeastOnce, patience.Token);
        await host.PublishAsync(Fan.Topic("cmd/later"), [1], retain: false, patience.Token);
        await host.PublishAsync(Pump.Topic("cmd/end"), [1], retain: false, patience.Token);
        await end.Task.WaitAsync(patience.Token);
        Assert.Equal([Pump.Topic("cmd/end")], heard);
    }

    // With the first node's client id and a session that stays, whoever it is.
    private async Task<MqttClientConnectResultCode> ConnectAsFanAsync(SecuredBroker broker, IMqttClient client, NodeId user)
    {
        BrokerAccount account = broker.As(user.ToString()).Account!;
        MqttClientConnectResult result = await client.ConnectAsync(
            new MqttClientOptionsBuilder()
                .WithTcpServer(broker.Address.Host, broker.Address.Port)
                .WithProtocolVersion(MqttProtocolVersion.V500)
                .WithTlsOptions(tls => tls.UseTls().WithCertificateValidationHandler(_ => true))
                .WithCredentials(account.User, account.Password)
                .WithClientId("plant.fan-1")
                .WithCleanStart(false)
                .WithSessionExpiryInterval(600)
                .Build(),
            patience.Token);
        return result.ResultCode;
    }

    private async Task<string> RefusalAsync(BrokerOptions options) =>
        (await Assert.ThrowsAsync<FleetException>(() => BrokerConnection.ConnectAsync(options, patience.Token))).Message;
}
