using System.Net.Sockets;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace NanoMonitor.VirtualBoard.Tests.Network;

public class ConnectTests
{
    [Fact]
    public void Without_Wifi_the_constructor_throws()
    {
        using Board board = BrokerTests.NewBoard(1);
        board.Run(() => Assert.Throws<SocketException>(() => new MqttClient("broker")));
    }

    [Fact]
    public void A_name_that_cannot_be_resolved_makes_the_constructor_throw()
    {
        using Board board = BrokerTests.NewBoard(1);
        board.Network.DnsFails = true;
        board.Run(() =>
        {
            BrokerTests.Join();
            Assert.Throws<SocketException>(() => new MqttClient("broker"));
        });
    }

    [Fact]
    public void A_closed_port_is_a_connection_exception()
    {
        using Board board = BrokerTests.NewBoard(FreePort.Find());
        board.Run(() =>
        {
            BrokerTests.Join();
            MqttConnectionException e = Assert.Throws<MqttConnectionException>(() => new MqttClient("broker").Connect("n1"));
            Assert.NotNull(e.InnerException);
        });
    }

    [Fact]
    public void A_broker_that_accepts_and_stays_silent_costs_thirty_seconds()
    {
        using SilentableProxy silent = new(0);
        using Board board = BrokerTests.NewBoard(silent.Port, TimeSpan.FromMilliseconds(300));
        long seconds = 0;
        board.Run(() =>
        {
            BrokerTests.Join();
            long before = Environment.TickCount64;
            Assert.Throws<MqttCommunicationException>(() => new MqttClient("broker").Connect("n1"));
            seconds = (Environment.TickCount64 - before) / 1000;
        });
        Assert.Equal(30, seconds);
    }

    [Fact]
    public void A_will_without_its_flag_or_a_flag_without_a_will_is_refused()
    {
        using Board board = BrokerTests.NewBoard(1);
        board.Run(() =>
        {
            BrokerTests.Join();
            MqttClient client = new("broker");
            Assert.Equal(
                MqttClientErrorCode.WillWrong,
                Assert.Throws<MqttClientException>(() => client.Connect("n", null, null, false, MqttQoSLevel.AtMostOnce, true, "t", null, true, 60)).ErrorCode);
            Assert.Throws<MqttClientException>(() => client.Connect("n", null, null, false, MqttQoSLevel.AtMostOnce, false, "t", "m", true, 60));
        });
    }

    [Fact]
    public void What_is_published_without_a_connection_is_lost_without_a_word()
    {
        using Board board = BrokerTests.NewBoard(1);
        board.Run(() =>
        {
            BrokerTests.Join();
            MqttClient client = new("broker");
            Assert.Equal(1, client.Publish("a", [1]));
            Assert.Equal(2, client.Publish("a", [1]));
        });
    }

    [Fact]
    public void A_wrong_topic_closes_the_connection()
    {
        using EmbeddedBroker broker = new();
        using Board board = BrokerTests.NewBoard(broker.Port);
        bool closed = false;
        board.Run(() =>
        {
            MqttClient client = BrokerTests.JoinAndConnect("n1");
            client.ConnectionClosed += (sender, e) => closed = true;
            client.Publish("a/#", [1]);
            Thread.Sleep(1000);
        });
        Assert.True(closed);
    }

    [Fact]
    public void Content_types_and_user_properties_need_version_5()
    {
        using Board board = BrokerTests.NewBoard(1);
        board.Run(() =>
        {
            BrokerTests.Join();
            MqttClient client = new("broker");
            Assert.Throws<NotSupportedException>(() => client.Publish("a", [1], "application/json"));
            client.ProtocolVersion = MqttProtocolVersion.Version_5;
            client.Publish("a", [1], "application/json");
            Assert.Throws<ArgumentException>(() => client.Publish("a", [1], null, new System.Collections.ArrayList { "no property" }));
        });
    }
}
