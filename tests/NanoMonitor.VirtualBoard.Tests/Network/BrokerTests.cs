using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;

namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>What must hold with any real broker.</summary>
public abstract class BrokerTests
{
    private const long Second = 1_000_000;

    [SkippableFact]
    public void A_message_with_QoS_1_arrives_and_is_reported_as_published_while_time_stands_still()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port, "a/#");
        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            long before = Environment.TickCount64;
            AutoResetEvent published = new(false);
            client.MqttMsgPublished += (sender, e) =>
            {
                seen.Add($"{e.MessageId} {e.IsPublished} {Environment.TickCount64 - before}");
                published.Set();
            };
            ushort id = client.Publish("a/b", Encoding.UTF8.GetBytes("hello"), null, null, MqttQoSLevel.AtLeastOnce, false);
            published.WaitOne();
            seen.Add($"{id} {Environment.TickCount64 - before}");
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(10 * Second);
        board.ThrowIfFaulted();
        Assert.Equal("a/b hello", observer.Next());
        Assert.Equal(["1 True 0", "1 0"], seen);
    }

    [SkippableFact]
    public void Messages_keep_their_order()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port, "order");
        using Board board = NewBoard(broker.Port);
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            for (int i = 0; i < 200; i++)
            {
                client.Publish("order", Encoding.UTF8.GetBytes(i.ToString()), null, null, MqttQoSLevel.AtLeastOnce, false);
            }

            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(10 * Second);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"order {i}"), Enumerable.Range(0, 200).Select(_ => observer.Next()));
    }

    [SkippableFact]
    public void Retained_messages_come_in_before_time_moves_on()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port);
        for (int i = 0; i < 10; i++)
        {
            observer.Publish($"kept/{i}", $"v{i}", true);
        }

        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        int granted = -1;
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            client.MqttMsgSubscribed += (sender, e) => granted = (int)e.GrantedQoSLevels[0];
            client.MqttMsgPublishReceived += (sender, e) => seen.Add($"{e.Topic} {Encoding.UTF8.GetString(e.Message)} {e.Retain}");
            client.Subscribe(["kept/#"], [MqttQoSLevel.AtLeastOnce]);
            Thread.Sleep(1);
            seen.Add("a millisecond later");
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(10 * Second);
        board.ThrowIfFaulted();
        Assert.Equal(1, granted);
        Assert.Equal(11, seen.Count);
        Assert.Equal("a millisecond later", seen[^1]);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"kept/{i} v{i} True"), seen.Take(10).Order());
    }

    [SkippableFact]
    public void An_ended_subscription_is_silent()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port);
        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            client.MqttMsgPublishReceived += (sender, e) => seen.Add(e.Topic);
            client.MqttMsgUnsubscribed += (sender, e) => seen.Add("ended " + e.MessageId);
            client.Subscribe(["a", "b"], [MqttQoSLevel.AtMostOnce, MqttQoSLevel.AtLeastOnce]);
            Thread.Sleep(10_000);
            client.Unsubscribe(["a"]);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(5 * Second);
        observer.Publish("a", "1");
        WaitFor(board, () => seen.Count == 1);
        board.Clock.AdvanceTo(20 * Second);
        observer.Publish("a", "2");
        observer.Publish("b", "3");
        WaitFor(board, () => seen.Count == 3);
        Assert.Equal(["a", "ended 2", "b"], seen);
    }

    [SkippableFact]
    public void A_power_cut_publishes_the_last_will_and_a_goodbye_does_not()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port, "state/#");
        using Board board = NewBoard(broker.Port);
        void Main(bool goodbye)
        {
            Join();
            MqttClient client = new("broker");
            client.Connect("n1", null, null, true, MqttQoSLevel.AtLeastOnce, true, "state/n1", "lost", true, 60);
            client.Publish("state/n1", Encoding.UTF8.GetBytes("here"), null, null, MqttQoSLevel.AtLeastOnce, true);
            Thread.Sleep(1000);
            if (goodbye)
            {
                client.Disconnect();
            }

            Thread.Sleep(Timeout.Infinite);
        }

        board.Boot(() => Main(false));
        board.Clock.AdvanceTo(10 * Second);
        Assert.Equal("state/n1 here", observer.Next());
        board.PowerCut();
        Assert.Equal("state/n1 lost", observer.Next());
        board.Boot(() => Main(true));
        board.Clock.AdvanceTo(20 * Second);
        Assert.Equal("state/n1 here", observer.Next());
        board.PowerCut();
        Assert.True(observer.Quiet(TimeSpan.FromMilliseconds(500)));
    }

    [SkippableFact]
    public void Close_drops_the_connection_without_a_goodbye_or_an_event()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port, "state/#");
        using Board board = NewBoard(broker.Port);
        bool closed = false;
        bool connected = true;
        board.Run(() =>
        {
            Join();
            MqttClient client = new("broker");
            client.ConnectionClosed += (sender, e) => closed = true;
            client.Connect("n1", null, null, false, MqttQoSLevel.AtLeastOnce, true, "state/n1", "lost", true, 60);
            client.Close();
            connected = client.IsConnected;
            Thread.Sleep(5000);
        });
        Assert.Equal("state/n1 lost", observer.Next());
        Assert.False(closed);
        Assert.False(connected);
    }

    [SkippableFact]
    public void Disconnect_is_followed_by_connection_closed()
    {
        using ITestBroker broker = StartBroker();
        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        board.Run(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            client.ConnectionClosed += (sender, e) => seen.Add("closed");
            client.Disconnect();
            seen.Add(client.IsConnected.ToString());
            Thread.Sleep(1000);
            Assert.Throws<MqttCommunicationException>(client.Disconnect);
        });
        Assert.Equal(["False", "closed"], seen);
    }

    [SkippableFact]
    public void Firmware_reconnects_with_a_new_client_when_the_broker_stops_and_starts_again()
    {
        using ITestBroker broker = StartBroker();
        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        board.Boot(() =>
        {
            Join();
            while (true)
            {
                try
                {
                    MqttClient client = new("broker");
                    AutoResetEvent closed = new(false);
                    client.ConnectionClosed += (sender, e) => closed.Set();
                    client.Connect("n1");
                    seen.Add("connected");
                    closed.WaitOne();
                    seen.Add("closed " + client.IsConnected);
                }
                catch (MqttConnectionException)
                {
                    seen.Add("refused");
                }

                Thread.Sleep(5000);
            }
        });
        board.Clock.AdvanceTo(10 * Second);
        broker.Stop();
        WaitFor(board, () => seen.Count >= 2);
        board.Clock.AdvanceBy(12 * Second);
        broker.Start();
        board.Clock.AdvanceBy(12 * Second);
        board.ThrowIfFaulted();
        Assert.Equal(["connected", "closed False"], seen.Take(2));
        Assert.Equal("connected", seen[^1]);
        Assert.All(seen.Skip(2).SkipLast(1), line => Assert.Equal("refused", line));
        Assert.Contains("refused", seen);
    }

    [SkippableFact]
    public void Callbacks_run_on_the_clients_own_dispatch_thread_and_may_wait()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port);
        using Board board = NewBoard(broker.Port);
        List<int> threads = [];
        int main = -1;
        board.Boot(() =>
        {
            main = Thread.CurrentThread.ManagedThreadId;
            MqttClient client = JoinAndConnect("n1");
            client.MqttMsgPublishReceived += (sender, e) =>
            {
                threads.Add(Thread.CurrentThread.ManagedThreadId);
                Thread.Sleep(500);
            };
            client.Subscribe(["x"], [MqttQoSLevel.AtLeastOnce]);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(5 * Second);
        for (int i = 0; i < 4; i++)
        {
            observer.Publish("x", "");
        }

        WaitFor(board, () => threads.Count == 4);
        Assert.NotEqual(main, Assert.Single(threads.Distinct()));
    }

    [SkippableFact]
    public void An_exception_in_a_callback_closes_the_connection()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port);
        using Board board = NewBoard(broker.Port);
        bool closed = false;
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            client.ConnectionClosed += (sender, e) => closed = true;
            client.MqttMsgPublishReceived += (sender, e) => throw new InvalidOperationException("in a callback");
            client.Subscribe(["x"], [MqttQoSLevel.AtLeastOnce]);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(5 * Second);
        observer.Publish("x", "");
        WaitFor(board, () => closed);
        board.ThrowIfFaulted();
        Assert.Contains(board.Output.Lines, line => line.Contains("in a callback", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_refused_user_gets_a_reason_code()
    {
        using ITestBroker broker = StartBroker();
        using Board board = NewBoard(broker.Port);
        MqttReasonCode code = MqttReasonCode.Success;
        bool connected = true;
        board.Run(() =>
        {
            Join();
            MqttClient client = new("broker");
            code = client.Connect("n1", "stranger", "secret");
            connected = client.IsConnected;
        });
        Assert.Contains(code, new[] { MqttReasonCode.ConnectionRefusedBadUserNameOrPassword, MqttReasonCode.ConnectionRefusedNotAuthorized });
        Assert.False(connected);
    }

    [SkippableFact]
    public void Dropping_the_network_breaks_the_connection_and_clients_cannot_be_made_until_it_is_back()
    {
        using ITestBroker broker = StartBroker();
        using Board board = NewBoard(broker.Port);
        List<string> seen = [];
        board.Boot(() =>
        {
            Join();
            while (true)
            {
                try
                {
                    MqttClient client = new("broker");
                    AutoResetEvent closed = new(false);
                    client.ConnectionClosed += (sender, e) => closed.Set();
                    client.Connect("n1");
                    seen.Add("connected");
                    closed.WaitOne();
                    seen.Add("closed");
                }
                catch (System.Net.Sockets.SocketException)
                {
                    seen.Add("no name");
                }

                Thread.Sleep(5000);
            }
        });
        board.Clock.AdvanceTo(10 * Second);
        board.Network.Online = false;
        board.Clock.AdvanceTo(18 * Second);
        board.Network.Online = true;
        board.Clock.AdvanceTo(30 * Second);
        board.Network.DnsFails = true;
        board.Network.Online = false;
        board.Network.Online = true;
        board.Clock.AdvanceTo(40 * Second);
        board.ThrowIfFaulted();
        Assert.Equal(["connected", "closed", "no name", "connected", "closed", "no name"], seen);
    }

    [SkippableFact]
    public void A_silent_connection_is_found_by_keep_alive_and_messages_are_reported_as_not_published()
    {
        using ITestBroker broker = StartBroker();
        using SilentableProxy proxy = new(broker.Port);
        using Board board = NewBoard(proxy.Port, TimeSpan.FromSeconds(2));
        List<string> seen = [];
        board.Boot(() =>
        {
            MqttClient client = JoinAndConnect("n1", 20);
            client.ConnectionClosed += (sender, e) => seen.Add("closed");
            client.MqttMsgPublished += (sender, e) => seen.Add($"{e.MessageId} {e.IsPublished}");
            client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
            Thread.Sleep(4000);
            client.Publish("a", [2], null, null, MqttQoSLevel.AtLeastOnce, false);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(5 * Second);
        proxy.Silent = true;
        board.Clock.AdvanceTo(10 * Second);
        Assert.Equal(["1 True", "2 False"], seen);
        board.Clock.AdvanceTo(60 * Second);
        board.ThrowIfFaulted();
        Assert.Equal(["1 True", "2 False", "closed"], seen);
    }

    [SkippableFact]
    public void More_messages_than_the_queue_holds_throw()
    {
        using ITestBroker broker = StartBroker();
        using SilentableProxy proxy = new(broker.Port);
        using Board board = NewBoard(proxy.Port, TimeSpan.FromSeconds(2));
        List<MqttClientErrorCode> thrown = [];
        board.Run(() =>
        {
            MqttClient client = JoinAndConnect("n1");
            client.Settings.InflightQueueSize = 3;
            proxy.Silent = true;
            for (int round = 0; round < 2; round++)
            {
                for (int i = 0; i < 3; i++)
                {
                    client.Publish("a", [1], null, null, MqttQoSLevel.AtLeastOnce, false);
                }

                thrown.Add(Assert.Throws<MqttClientException>(() => client.Publish("a", [1])).ErrorCode);
                Thread.Sleep(10_000);
            }
        });
        Assert.Equal([MqttClientErrorCode.InflightQueueFull, MqttClientErrorCode.InflightQueueFull], thrown);
    }

    [SkippableFact]
    public void Thirty_boards_share_a_broker()
    {
        using ITestBroker broker = StartBroker();
        using Observer observer = new(broker.Port, "many/#");
        Board[] boards = [.. Enumerable.Range(0, 30).Select(_ => NewBoard(broker.Port))];
        for (int i = 0; i < boards.Length; i++)
        {
            int id = i;
            boards[i].Boot(() =>
            {
                MqttClient client = JoinAndConnect("n" + id);
                while (true)
                {
                    client.Publish("many/" + id, [65], null, null, MqttQoSLevel.AtLeastOnce, false);
                    Thread.Sleep(1000);
                }
            });
            boards[i].Clock.HorizonMicroseconds = 11 * Second;
        }

        foreach (Board board in boards)
        {
            board.Clock.AdvanceTo(11 * Second);
            board.ThrowIfFaulted();
        }

        Dictionary<string, int> counts = Enumerable.Range(0, 300).Select(_ => observer.Next()).CountBy(message => message).ToDictionary();
        Assert.Equal(30, counts.Count);
        Assert.All(counts.Values, count => Assert.Equal(10, count));
        Array.ForEach(boards, board => board.Dispose());
    }

    internal static Board NewBoard(int port, TimeSpan? exchangeTimeout = null)
    {
        Board board = new(new BoardOptions { ExchangeTimeout = exchangeTimeout ?? TimeSpan.FromSeconds(10) });
        board.Network.MapBroker("broker", "127.0.0.1", port);
        return board;
    }

    internal static void Join() => WifiNetworkHelper.ConnectDhcp("plant", "secret");

    internal static MqttClient JoinAndConnect(string clientId, ushort keepAliveSeconds = 60)
    {
        Join();
        MqttClient client = new("broker");
        client.Connect(clientId, null, null, true, keepAliveSeconds);
        return client;
    }

    internal static void WaitFor(Board board, Func<bool> happened)
    {
        for (int i = 0; !happened(); i++)
        {
            Assert.True(i < 1000, "It did not happen.");
            board.Clock.AdvanceBy(10_000);
            System.Threading.Thread.Sleep(10);
        }
    }

    protected abstract ITestBroker StartBroker();
}
