using System.Text;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Datasets;
using NanoMonitor.Fleet;
using NanoMonitor.Fleet.Audit;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Provisioning;

namespace NanoMonitor.Fuzz.Tests.Targets;

/// <summary>What makes a node somebody's: frames on its serial port, its configuration, the operator's files.</summary>
internal static class ProvisioningTargets
{
    private const string CrcName = "crc32=";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static IEnumerable<FuzzTarget> Create(string folder)
    {
        string keys = Path.Combine(folder, "fleet.key");
        string ledger = Path.Combine(folder, "ledger.key");
        string nodes = Path.Combine(folder, "nodes.json");
        return
        [
            new("configuration", ParseConfiguration) { Repair = WithCrc, AllocationBase = 1 << 18 },
            new("improv", ParseFrames) { Repair = WithChecksum, AllocationPerByte = 1024 },
            new("fleet-key", bytes => ReadKey(keys, bytes)) { Documented = [typeof(FleetException)], Place = keys, Slowness = 3 },
            new("key-ledger", bytes => ReadLedger(ledger, bytes))
            {
                Documented = [typeof(FleetException)],
                Place = KeyLedger.PathOf(ledger),
                Slowness = 3,
                AllocationPerByte = 2048,
            },
            new("audit-log", bytes => ReadAudit(ledger, bytes)) { Documented = [typeof(FleetException)], Place = ledger, Slowness = 3, AllocationPerByte = 2048 },
            new("password-file", ReadPasswords) { Documented = [typeof(FleetException)], Place = "passwords", AllocationPerByte = 2048 },
            new("provisioning-file", bytes => ReadNodes(nodes, bytes))
            {
                Documented = [typeof(FleetException), typeof(DatasetException)],
                Place = nodes,
                Slowness = 3,
                AllocationPerByte = 2048,
            },
        ];
    }

    // Lines may come in any order; what is read from them has one encoding, which reads the same.
    private static byte[]? ParseConfiguration(byte[] bytes)
    {
        byte[] once = NodeConfiguration.Decode(bytes).Encode();
        Assert.Equal(once, NodeConfiguration.Decode(once).Encode());
        return null;
    }

    private static byte[] WithCrc(byte[] bytes)
    {
        int end = bytes.AsSpan().LastIndexOf("\ncrc32="u8);
        byte[] body = end < 0 ? [.. bytes, (byte)'\n'] : bytes[..(end + 1)];
        return [.. body, .. Encoding.ASCII.GetBytes(CrcName + Hex.Of(Crc32.Of(body, 0, body.Length)) + "\n")];
    }

    // A parser of a stream has nothing to refuse; what a frame holds has.
    private static byte[]? ParseFrames(byte[] bytes)
    {
        var parser = new ImprovParser();
        FormatException? refused = null;
        foreach (byte value in bytes)
        {
            for (bool whole = parser.Add(value); whole; whole = parser.Next())
            {
                refused = ParseFrame(parser.Type, parser.Data()) ?? refused;
            }
        }

        while (parser.IsInside)
        {
            for (bool whole = parser.BreakOff(); whole; whole = parser.Next())
            {
                refused = ParseFrame(parser.Type, parser.Data()) ?? refused;
            }
        }

        return refused is null ? null : throw refused;
    }

    private static FormatException? ParseFrame(int type, byte[] data)
    {
        if (type is not (ImprovFrame.Command or ImprovFrame.Result))
        {
            return null;
        }

        try
        {
            string[] strings = ImprovCommand.Strings(data);
            Assert.Equal(data, ImprovCommand.Encode(data[0], strings));
            if (data[0] == ImprovCommand.CheckMounting)
            {
                MountingReport.Parse(strings);
            }
            else if (data[0] == ImprovCommand.Describe)
            {
                NodeDescription.Parse(["NanoMonitor", "1", "ESP32"], strings);
            }

            return null;
        }
        catch (FormatException e)
        {
            return e;
        }
    }

    // Of the first frame.
    private static byte[] WithChecksum(byte[] bytes)
    {
        int start = bytes.AsSpan().IndexOf("IMPROV"u8);
        if (start < 0 || start + ImprovFrame.HeaderLength >= bytes.Length)
        {
            return bytes;
        }

        byte[] stream = [.. bytes];
        int length = Math.Min((int)stream[start + 8], bytes.Length - start - ImprovFrame.HeaderLength - 1);
        stream[start + 8] = (byte)length;
        int end = start + ImprovFrame.HeaderLength + length;
        stream[end] = (byte)stream[start..end].Sum(value => value);
        return stream;
    }

    private static byte[]? ReadKey(string path, byte[] bytes)
    {
        WriteOwnerOnly(path, bytes);
        FleetKeyFile.Read(path);
        return null;
    }

    private static byte[]? ReadLedger(string path, byte[] bytes)
    {
        WriteOwnerOnly(KeyLedger.PathOf(path), bytes);
        KeyLedger.Open(path);
        return null;
    }

    // A damaged line is told of and harms no other.
    private static byte[]? ReadAudit(string path, byte[] bytes)
    {
        WriteOwnerOnly(path + ".audit", bytes);
        new AuditLog(path).Read();
        return null;
    }

    private static byte[]? ReadPasswords(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        var file = PasswordFile.Parse(text, "passwords");
        Assert.Equal(file.ToString(), PasswordFile.Parse(file.ToString(), "passwords").ToString());
        return null;
    }

    private static byte[]? ReadNodes(string path, byte[] bytes)
    {
        WriteOwnerOnly(path, bytes);
        var key = new FleetKey(new byte[FleetKey.Length]);
        foreach (SettingsBuilder node in ProvisioningFile.Read(path))
        {
            node.Build(key, "COM1");
        }

        return null;
    }

    private static void WriteOwnerOnly(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
