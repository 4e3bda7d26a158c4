using System.Text.Json;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>
/// What <c>nanoff</c>, the flasher, needs to put a node's settings on it at the bench: <c>config.a</c>, <c>ca.pem</c>, and
/// <c>files.json</c> and <c>net.json</c> that name them. All hold secrets and are their owner's alone.
/// </summary>
public static class BenchFiles
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>Writes the files over old ones.</summary>
    /// <param name="folder">Made where it is absent.</param>
    /// <param name="settings">Of one node.</param>
    /// <param name="port">The serial port that nanoff is to use.</param>
    /// <returns>Their paths, <c>files.json</c> first.</returns>
    /// <exception cref="FleetException">They cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, NodeSettings settings, string port)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string root = Path.GetFullPath(folder);
        NodeConfiguration configuration = settings.Configuration;
        var written = new List<string>();
        var files = new List<object>();
        try
        {
            OwnerOnlyFile.CreateFolder(root);
            AddFile(NodeConfiguration.FileA, configuration.Encode());

            // An older second file of a node that was provisioned before would count if its sequence is higher.
            files.Add(new { DestinationFilePath = @"I:\" + NodeConfiguration.FileB });
            if (settings.Certificate is { } certificate)
            {
                AddFile("ca.pem", certificate);
            }

            written.Insert(0, WriteOwnerOnly("files.json", Json(new { serialport = port, files })));
            if (configuration.WifiSsid.Length > 0)
            {
                var client = new { SSID = configuration.WifiSsid, Password = configuration.WifiPassword };
                written.Insert(1, WriteOwnerOnly("net.json", Json(new { SerialPort = port, WirelessClient = client })));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write into {folder}: {e.Message}", e);
        }

        return written;

        void AddFile(string name, byte[] bytes)
        {
            string path = WriteOwnerOnly(name, bytes);
            files.Add(new { DestinationFilePath = @"I:\" + name, SourceFilePath = path });
            written.Add(path);
        }

        string WriteOwnerOnly(string name, byte[] bytes)
        {
            string path = Path.Combine(root, name);
            OwnerOnlyFile.Write(path, bytes, overwrite: true);
            return path;
        }
    }

    private static byte[] Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value, indented);
}
