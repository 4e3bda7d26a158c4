using System.Threading.Channels;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>
/// The host's side of Improv-Serial: one command at a time, sent again where its answer does not come. Commands may be sent
/// again without harm; an answer of ours names the command it belongs to.
/// </summary>
/// <remarks>Nothing of what is sent appears in a message.</remarks>
internal sealed class ImprovClient : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly Stream line;
    private readonly Channel<(int Type, byte[] Data)> frames = Channel.CreateUnbounded<(int, byte[])>();
    private readonly CancellationTokenSource end = new();
    private readonly Task reading;

    /// <param name="line">A serial line; closed with the client.</param>
    public ImprovClient(Stream line)
    {
        this.line = line;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Sends a command of strings and waits for its result.</summary>
    /// <exception cref="NodeSilentException">None came.</exception>
    /// <exception cref="NodeRefusalException">The node does not do it.</exception>
    public Task<string[]> CallAsync(int command, string[] strings, TimeSpan patience, CancellationToken cancellationToken) =>
        CallAsync(ImprovCommand.Encode(command, strings), patience, cancellationToken);

    /// <summary>Sends a command and waits for its result.</summary>
    /// <inheritdoc cref="CallAsync(int, string[], TimeSpan, CancellationToken)"/>
    public async Task<string[]> CallAsync(byte[] data, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            await SendAsync(data, cancellationToken);
            if (await ReceiveAsync(data, patience, cancellationToken) is { } strings)
            {
                return strings;
            }
        }

        throw new NodeSilentException();
    }

    /// <summary>Asks for the networks in reach of the node: name and signal in dBm.</summary>
    /// <inheritdoc cref="CallAsync(int, string[], TimeSpan, CancellationToken)"/>
    public async Task<IReadOnlyList<(string Ssid, string SignalDbm)>> ScanAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        byte[] data = ImprovCommand.Encode(ImprovCommand.ScanNetworks, []);
        var found = new List<(string, string)>();
        await SendAsync(data, cancellationToken);
        while (await ReceiveAsync(data, patience, cancellationToken) is { } network)
        {
            if (network.Length < 2)
            {
                return found;
            }

            found.Add((network[0], network[1]));
        }

        throw new NodeSilentException();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await line.DisposeAsync();
        await reading;
        end.Dispose();
    }

    private async Task SendAsync(byte[] data, CancellationToken cancellationToken)
    {
        while (frames.Reader.TryRead(out _))
        {
        }

        try
        {
            await line.WriteAsync(ImprovFrame.Encode(ImprovFrame.Command, data), cancellationToken);
            await line.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (IsLineFailure(e))
        {
            throw new NodeSilentException(e);
        }
    }

    /// <summary>The result's strings; null where the command must be sent again.</summary>
    private async Task<string[]?> ReceiveAsync(byte[] command, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            while (true)
            {
                (int type, byte[] data) = await frames.Reader.ReadAsync(limit.Token);
                if (type == ImprovFrame.ErrorState && data.Length == 1 && data[0] != ImprovError.None)
                {
                    if (data[0] == ImprovError.InvalidCommand)
                    {
                        return null;
                    }

                    throw new NodeRefusalException(Describe(data[0]));
                }

                if (type == ImprovFrame.Result && data.Length > 0 && data[0] == command[0] && TakeResult(command, data) is { } strings)
                {
                    return strings;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException e)
        {
            throw new NodeSilentException(e);
        }
    }

    private static string[]? TakeResult(byte[] command, byte[] data)
    {
        string[] strings;
        try
        {
            strings = ImprovCommand.Strings(data);
        }
        catch (FormatException)
        {
            return null;
        }

        if (strings.Length < 2 || strings[0] is not (ImprovCommand.Done or ImprovCommand.Refused))
        {
            return strings;
        }

        if (strings[1] != Hex.Of(Crc32.Of(command, 0, command.Length)))
        {
            return null;
        }

        return strings[0] == ImprovCommand.Done ? strings : throw new NodeRefusalException(strings.Length > 2 ? strings[2] : "no reason given");
    }

    private static string Describe(int error) => error switch
    {
        ImprovError.UnknownCommand => "its firmware does not know this command",
        ImprovError.UnableToConnect => "it cannot join the network",
        _ => $"error {error}",
    };

    private static bool IsLineFailure(Exception e) =>
        e is IOException or ObjectDisposedException or InvalidOperationException or UnauthorizedAccessException or TimeoutException;

    private async Task ReadAsync()
    {
        var parser = new ImprovParser();
        byte[] buffer = new byte[256];
        try
        {
            while (true)
            {
                int count = await line.ReadAsync(buffer, end.Token);
                if (count == 0)
                {
                    break;
                }

                foreach (byte value in buffer.AsSpan(0, count))
                {
                    for (bool whole = parser.Add(value); whole; whole = parser.Next())
                    {
                        frames.Writer.TryWrite((parser.Type, parser.Data()));
                    }
                }
            }
        }
        catch (Exception e) when (IsLineFailure(e) || e is OperationCanceledException)
        {
        }

        frames.Writer.TryComplete();
    }
}
