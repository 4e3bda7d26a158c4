using System.Globalization;
using System.Net;

namespace NanoMonitor.Fleet.Broker;

/// <summary>Where an MQTT broker listens.</summary>
/// <param name="Host">Name or IP address, IPv6 without brackets.</param>
/// <param name="Port">1..65535, or 0 for a broker that is to choose a free one.</param>
public sealed record BrokerAddress(string Host, int Port)
{
    /// <summary>The port registered for MQTT without TLS.</summary>
    public const int DefaultPort = 1883;

    /// <summary>The port registered for MQTT over TLS.</summary>
    public const int DefaultTlsPort = 8883;

    /// <summary>Reads <c>host</c>, <c>host:port</c>, <c>[ipv6]:port</c> or a bare IPv6 address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="defaultPort">The port where the text has none.</param>
    /// <exception cref="FormatException">Says what is wrong with <paramref name="text"/>.</exception>
    public static BrokerAddress Parse(string text, int defaultPort = DefaultPort)
    {
        ArgumentNullException.ThrowIfNull(text);
        string host = text.Trim();
        string? port = null;

        if (host.StartsWith('['))
        {
            int end = host.IndexOf(']');
            if (end < 0 || (end + 1 < host.Length && host[end + 1] != ':'))
            {
                throw new FormatException($"Broker address '{text}' is not [IPV6] or [IPV6]:PORT.");
            }

            port = end + 1 < host.Length ? host[(end + 2)..] : null;
            host = host[1..end];
            if (!IPAddress.TryParse(host, out _))
            {
                throw new FormatException($"Broker address '{text}' has no valid IPv6 address between its brackets.");
            }
        }
        else if (host.IndexOf(':') is int colon and >= 0 && colon == host.LastIndexOf(':'))
        {
            port = host[(colon + 1)..];
            host = host[..colon];
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            throw new FormatException($"Broker address '{text}' is not HOST or HOST:PORT, such as localhost:1883.");
        }

        return new BrokerAddress(host, port is null ? defaultPort : ParsePort(port, text));
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static int ParsePort(string port, string text)
    {
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > 65535)
        {
            throw new FormatException($"Broker address '{text}' has port '{port}', which is not a number from 0 to 65535.");
        }

        return number;
    }
}
