using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;

namespace NanoMonitor.Fleet.Broker;

/// <summary>
/// An MQTT 5 connection that mends itself: the first connection fails with a clear message, a later loss is followed
/// by attempts with back-off, renewed subscriptions, and publications that wait. Everything is QoS 1, so that a
/// message may arrive twice.
/// </summary>
public sealed class BrokerConnection : IAsyncDisposable
{
    // Messages that arrive while the link is down wait at the broker for this long.
    private const uint SessionExpirySeconds = 600;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly BrokerOptions options;
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim lost = new(0);
    private readonly BackOff backOff;
    private readonly Lock gate = new();
    private readonly List<BrokerSubscription> subscriptions = [];
    private readonly string clientId;
    private readonly List<BrokerAccount> accounts;

    private TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task keeping = Task.CompletedTask;

    private BrokerConnection(BrokerOptions options)
    {
        this.options = options;
        backOff = new BackOff(Random.Shared, options.LongestRetry);
        accounts = options.Account is { } account ? [account, .. options.OtherAccounts] : [];
        clientId = $"{options.ClientIdPrefix}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        client.ApplicationMessageReceivedAsync += OnMessage;
        client.DisconnectedAsync += OnDisconnected;
    }

    /// <summary>Raised with false when the connection is lost and with true when it is back, on a thread of the pool.</summary>
    public event Action<bool>? ConnectedChanged;

    public BrokerAddress Address => options.Address;

    public bool IsConnected => client.IsConnected;

    /// <summary>Connects for the first time.</summary>
    /// <exception cref="FleetException">The broker cannot be reached, or refuses.</exception>
    public static async Task<BrokerConnection> ConnectAsync(BrokerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new BrokerConnection(options);
        try
        {
            await connection.ConnectOnceAsync(cleanStart: true, cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        connection.keeping = connection.KeepConnectedAsync();
        return connection;
    }

    /// <summary>Subscribes with QoS 1; messages published before this returns may be missed unless they are retained.</summary>
    /// <exception cref="FleetException">The broker refuses one of the filters.</exception>
    public async Task<BrokerSubscription> SubscribeAsync(IReadOnlyList<string> filters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filters);
        var subscription = new BrokerSubscription(this, filters);
        lock (gate)
        {
            subscriptions.Add(subscription);
        }

        try
        {
            await RepeatUntilConnectedAsync(() => SubscribeOnceAsync(subscription, cancellationToken), cancellationToken);
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }

        return subscription;
    }

    /// <summary>Publishes with QoS 1 and returns when the broker has it; waits out a lost connection.</summary>
    /// <exception cref="FleetException">The broker refuses the message.</exception>
    public async Task PublishAsync(string topic, byte[] payload, bool retain, CancellationToken cancellationToken)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(retain)
            .Build();

        await RepeatUntilConnectedAsync(
            async () =>
            {
                MqttClientPublishResult result = await client.PublishAsync(message, cancellationToken);
                if (!result.IsSuccess)
                {
                    throw new FleetException(
                        $"The broker {Address} refused a message to '{topic}' ({result.ReasonCode}): check what this user may publish.");
                }
            },
            cancellationToken);
    }

    /// <summary>Removes a retained message from the broker.</summary>
    public Task ClearRetainedAsync(string topic, CancellationToken cancellationToken) =>
        PublishAsync(topic, [], retain: true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        await closing.CancelAsync();
        await keeping;
        client.DisconnectedAsync -= OnDisconnected;
        if (client.IsConnected)
        {
            await CloseSessionAsync();
        }

        client.Dispose();
        lock (gate)
        {
            subscriptions.ForEach(subscription => subscription.Complete());
            connected.TrySetCanceled();
        }

        closing.Dispose();
        lost.Dispose();
    }

    internal async ValueTask UnsubscribeAsync(BrokerSubscription subscription)
    {
        List<string> unused;
        lock (gate)
        {
            if (!subscriptions.Remove(subscription))
            {
                return;
            }

            unused = [.. subscription.Filters.Except(subscriptions.SelectMany(other => other.Filters))];
        }

        try
        {
            foreach (string filter in unused)
            {
                await client.UnsubscribeAsync(filter, closing.Token);
            }
        }
        catch (Exception e) when (LinkFailure.Is(e) || e is OperationCanceledException or ObjectDisposedException)
        {
            // Without a connection there is nothing to take back; a reconnection no longer asks for these filters.
        }
    }

    private async Task ConnectOnceAsync(bool cleanStart, CancellationToken cancellationToken)
    {
        for (int attempt = 1; !await TryConnectAsync(cleanStart, isLast: attempt >= accounts.Count, cancellationToken); attempt++)
        {
            // The one that is let in stays the first.
            accounts.Add(accounts[0]);
            accounts.RemoveAt(0);
        }
    }

    // False where the broker does not know the user with this password, and there is another one to try.
    private async Task<bool> TryConnectAsync(bool cleanStart, bool isLast, CancellationToken cancellationToken)
    {
        string? complaint = null;
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithTcpServer(Address.Host, Address.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(clientId)
            .WithCleanStart(cleanStart)
            .WithSessionExpiryInterval(SessionExpirySeconds)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(options.ConnectTimeout);
        if (options.Trust is { } trust)
        {
            builder.WithTlsOptions(tls => tls
                .UseTls()
                .WithTargetHost(Address.Host)
                .WithRevocationMode(X509RevocationMode.NoCheck)
                .WithCertificateValidationHandler(e => (complaint = Judge(e, trust)) is null));
        }

        if (accounts is [var account, ..])
        {
            builder.WithCredentials(account.User, account.Password);
        }

        try
        {
            MqttClientConnectResult result = await client.ConnectAsync(builder.Build(), cancellationToken);
            if (IsAboutUser(result.ResultCode) && !isLast)
            {
                return false;
            }

            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new FleetException(Refusal(result.ResultCode));
            }
        }
        catch (Exception e) when (complaint is not null && !cancellationToken.IsCancellationRequested)
        {
            throw new FleetException($"The broker {Address} cannot be trusted: {complaint}.", e);
        }
        catch (Exception e) when (LinkFailure.Is(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FleetException(
                $"Cannot reach the broker {Address}: {LinkFailure.Reason(e)}. Check --broker, or start one with 'nanomonitor broker'.", e);
        }

        lock (gate)
        {
            connected.TrySetResult();
        }

        return true;
    }

    private static bool IsAboutUser(MqttClientConnectResultCode code) =>
        code is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized;

    private string? Judge(MqttClientCertificateValidationEventArgs e, BrokerTrust trust)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(e.Certificate.GetRawCertData());
        return CertificateJudge.Complaint(certificate, e.Chain.ChainPolicy.ExtraStore, trust, Address.Host, DateTimeOffset.UtcNow);
    }

    private string Refusal(MqttClientConnectResultCode code)
    {
        return (IsAboutUser(code), options.Account) switch
        {
            (false, _) => $"The broker {Address} refused the connection ({code}): check its access rules.",
            (true, null) => $"The broker {Address} lets nobody in without user and password: give --broker-user.",
            (true, { } account) => $"The broker {Address} refused the user '{account.User}': it does not know the user, or has another password for it.",
        };
    }

    private async Task SubscribeOnceAsync(BrokerSubscription subscription, CancellationToken cancellationToken)
    {
        var request = new MqttClientSubscribeOptions
        {
            TopicFilters = [.. subscription.Filters.Select(filter => new MqttTopicFilter
            {
                Topic = filter,
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                RetainAsPublished = false,
            })],
        };
        MqttClientSubscribeResult result = await client.SubscribeAsync(request, cancellationToken);
        foreach (MqttClientSubscribeResultItem item in result.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                throw new FleetException(
                    $"The broker {Address} refused the subscription to '{item.TopicFilter.Topic}' ({item.ResultCode}): check what this user may read.");
            }
        }
    }

    private async Task RepeatUntilConnectedAsync(Func<Task> attempt, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task ready;
            lock (gate)
            {
                ready = connected.Task;
            }

            await ready.WaitAsync(cancellationToken);
            try
            {
                await attempt();
                return;
            }
            catch (Exception e) when (LinkFailure.Is(e))
            {
                // A failure can show here before the client reports the loss: do not spin until it does.
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private async Task KeepConnectedAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await lost.WaitAsync(closing.Token);
                // Connected here means that a loss during an attempt was already made good by a later one.
                for (bool isBack = client.IsConnected; !isBack;)
                {
                    await Task.Delay(backOff.Next(), closing.Token);
                    isBack = await TryReconnectAsync(closing.Token);
                }

                backOff.Reset();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // False where the link or any subscription is still missing.
    private async Task<bool> TryReconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!client.IsConnected)
            {
                await ConnectOnceAsync(cleanStart: false, cancellationToken);
            }

            List<BrokerSubscription> renewed;
            lock (gate)
            {
                renewed = [.. subscriptions];
            }

            foreach (BrokerSubscription subscription in renewed)
            {
                await SubscribeOnceAsync(subscription, cancellationToken);
            }

            ConnectedChanged?.Invoke(true);
            return true;
        }
        catch (Exception e) when (e is FleetException || LinkFailure.Is(e))
        {
            return false;
        }
    }

    private Task OnMessage(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = new BrokerMessage(
            received.ApplicationMessage.Topic,
            received.ApplicationMessage.Payload.ToArray(),
            received.ApplicationMessage.Retain);
        lock (gate)
        {
            subscriptions.ForEach(subscription => subscription.Offer(message));
        }

        return Task.CompletedTask;
    }

    private Task OnDisconnected(MqttClientDisconnectedEventArgs e)
    {
        if (!e.ClientWasConnected || closing.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        lock (gate)
        {
            connected.TrySetResult();
            connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        lost.Release();
        ConnectedChanged?.Invoke(false);
        return Task.CompletedTask;
    }

    private async Task CloseSessionAsync()
    {
        MqttClientDisconnectOptions bye = new MqttClientDisconnectOptionsBuilder().WithSessionExpiryInterval(0).Build();
        try
        {
            await client.DisconnectAsync(bye, CancellationToken.None);
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            // Gone already.
        }
    }
}
