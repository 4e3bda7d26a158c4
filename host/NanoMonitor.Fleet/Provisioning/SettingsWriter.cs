using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>Sends settings to a node: begins a draft, tries the network, sets the fields, commits.</summary>
internal sealed class SettingsWriter(ImprovClient client, ProvisioningPatience patience)
{
    // A node that restarts in the middle has forgotten the draft.
    private const int Attempts = 3;
    private const int StringsBytes = ImprovCommand.MaximumDataLength - 2;

    // The node counts its own.
    private const string SequenceField = "sequence";

    /// <returns>Whether the node has said that it is done; it may have been, and its answer lost.</returns>
    /// <exception cref="NodeSilentException">The node does not answer.</exception>
    /// <exception cref="NodeRefusalException">It does not take them.</exception>
    public async Task<bool> WriteAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await DraftAsync(settings, cancellationToken);
                return await CommitAsync(cancellationToken);
            }
            catch (NodeRefusalException e) when (attempt < Attempts && e.Message == ImprovCommand.NothingBegun)
            {
            }
        }
    }

    /// <summary>The fields in as few commands as they fit in.</summary>
    internal static IReadOnlyList<string[]> Pack(NodeConfiguration configuration)
    {
        var commands = new List<string[]>();
        var strings = new List<string>();
        int length = 0;
        foreach (string name in ConfigurationFields.All.Split(' ').Where(name => name != SequenceField))
        {
            string text = $"{name}={ConfigurationFields.Get(configuration, name)}";
            int bytes = 1 + System.Text.Encoding.UTF8.GetByteCount(text);
            if (length + bytes > StringsBytes && strings.Count > 0)
            {
                commands.Add([.. strings]);
                strings.Clear();
                length = 0;
            }

            strings.Add(text);
            length += bytes;
        }

        commands.Add([.. strings]);
        return commands;
    }

    private async Task DraftAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        NodeConfiguration configuration = settings.Configuration;
        await client.CallAsync(ImprovCommand.Begin, [], patience.Answer, cancellationToken);
        if (configuration.WifiSsid.Length > 0)
        {
            await TryWifiAsync(configuration, cancellationToken);
        }

        foreach (string[] strings in Pack(configuration))
        {
            await client.CallAsync(ImprovCommand.SetFields, strings, patience.Answer, cancellationToken);
        }

        byte[] certificate = settings.Certificate ?? [];
        for (int offset = 0; offset < certificate.Length; offset += ImprovCommand.CertificatePiece)
        {
            await client.CallAsync(Piece(certificate, offset), patience.Answer, cancellationToken);
        }
    }

    private async Task TryWifiAsync(NodeConfiguration configuration, CancellationToken cancellationToken)
    {
        try
        {
            await client.CallAsync(ImprovCommand.WifiSettings, [configuration.WifiSsid, configuration.WifiPassword], patience.Wifi, cancellationToken);
        }
        catch (NodeRefusalException e)
        {
            throw new NodeRefusalException($"the network '{configuration.WifiSsid}' does not let it in ({e.Message}): is the password right, is it in reach, and is it on 2.4 GHz?");
        }
    }

    private async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.CallAsync(ImprovCommand.Commit, [], patience.Answer, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is NodeSilentException { LineIsGone: false } || (e is NodeRefusalException && e.Message == ImprovCommand.NothingBegun))
        {
            // Obeyed, perhaps, and the answer lost: the caller asks the node what it has.
            return false;
        }
    }

    private static byte[] Piece(byte[] certificate, int offset)
    {
        ReadOnlySpan<byte> piece = certificate.AsSpan(offset, Math.Min(ImprovCommand.CertificatePiece, certificate.Length - offset));
        return
        [
            ImprovCommand.Certificate, (byte)(4 + piece.Length),
            (byte)offset, (byte)(offset >> 8), (byte)certificate.Length, (byte)(certificate.Length >> 8),
            .. piece,
        ];
    }
}
