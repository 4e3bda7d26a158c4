using System.Globalization;
using System.Net;
using System.Text;

namespace NanoMonitor.Fleet.Broker.Configuration;

/// <summary>What a broker's <c>mosquitto.conf</c> says of its only listener.</summary>
/// <param name="Port">TCP port, 1..65535.</param>
/// <param name="Address">Interface; <see cref="IPAddress.Any"/> for all of them.</param>
/// <param name="Certificate">Path of the certificate, PEM.</param>
/// <param name="CertificateKey">Path of its key, PEM.</param>
public sealed record BrokerListener(int Port, IPAddress Address, string Certificate, string CertificateKey)
{
    // The longest message, eight rows of features, has less than 20 KB.
    private const int MaximumPacketBytes = 65_536;

    /// <summary>The file's text.</summary>
    /// <param name="files">Where the other files are.</param>
    public string Text(BrokerFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        string address = Address.Equals(IPAddress.Any) ? "" : $" {Address}";
        var text = new StringBuilder("# Written by 'nanomonitor broker-config': mosquitto 2.0, mosquitto.conf(5).\n");
        text.Append(CultureInfo.InvariantCulture, $"listener {Port}{address}\n");
        text.Append($"certfile {Certificate}\nkeyfile {CertificateKey}\n");
        text.Append($"allow_anonymous false\npassword_file {files.Passwords}\nacl_file {files.AccessList}\n");
        text.Append(CultureInfo.InvariantCulture, $"max_packet_size {MaximumPacketBytes}\n");
        text.Append("# Retained models and what sleeping nodes wait for survive a restart.\n");
        text.Append($"persistence true\npersistence_location {files.Data}{Path.DirectorySeparatorChar}\n");
        return text.ToString();
    }

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="FleetException">It says nothing of a listener with a certificate.</exception>
    public static BrokerListener Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] listener = Value("listener").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IPAddress? address = IPAddress.Any;
        bool isGood = listener.Length is 1 or 2
            && int.TryParse(listener[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            && (listener.Length == 1 || IPAddress.TryParse(listener[1], out address));
        return isGood
            ? new BrokerListener(int.Parse(listener[0], CultureInfo.InvariantCulture), address!, Value("certfile"), Value("keyfile"))
            : throw new FleetException($"{path}: 'listener {string.Join(' ', listener)}' is not 'listener PORT' or 'listener PORT ADDRESS'.");

        string Value(string option)
        {
            string start = option + " ";
            return text.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal)) is { } found
                ? found[start.Length..].Trim()
                : throw new FleetException($"{path} has no line '{option} …'. Write it anew with 'nanomonitor broker-config'.");
        }
    }
}
