using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet.Exceptions;

namespace NanoMonitor.Fleet.Broker;

/// <summary>Exceptions that mean a broken or missing link, after which trying again makes sense.</summary>
internal static class LinkFailure
{
    public static bool Is(Exception e) =>
        e is MqttCommunicationException or MqttClientNotConnectedException or MqttClientDisconnectedException
            or SocketException or IOException;

    /// <summary>A few words for people.</summary>
    public static string Reason(Exception e)
    {
        Exception inner = e.GetBaseException();
        return inner switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nothing listens there",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "the name is unknown",
            AuthenticationException => "it does not answer with TLS there",
            OperationCanceledException or MqttCommunicationTimedOutException => "no answer in time",
            _ => inner.Message.TrimEnd('.'),
        };
    }
}
