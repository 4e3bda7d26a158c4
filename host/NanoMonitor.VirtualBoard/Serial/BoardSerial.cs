using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>The serial ports of a board, seen from outside: what their wires go to.</summary>
public sealed class BoardSerial
{
    internal const string FirstPort = "COM1";

    private const int ChunkBytes = 256;

    // For bytes that find the driver full: they come one by one, and the firmware may read meanwhile.
    private const int PatienceMs = 50;

    private static readonly string[] ports = [FirstPort, "COM2", "COM3"];

    private readonly Board board;
    private readonly Dictionary<string, Stream> lines = [];

    internal BoardSerial(Board board) => this.board = board;

    private Scheduler Scheduler => board.Scheduler;

    /// <summary>
    /// Connects a port: what is read from the line comes to the node, what the node sends is written to it. A line that ends or
    /// fails is a cable without another end. The line stays the caller's.
    /// </summary>
    /// <param name="portName">COM1, COM2 or COM3.</param>
    /// <param name="line">Null takes the cable off.</param>
    public void Attach(string portName, Stream? line)
    {
        if (!ports.Contains(portName))
        {
            throw new ArgumentException($"A board has {string.Join(", ", ports)}, not {portName}.", nameof(portName));
        }

        lock (lines)
        {
            if (line == null)
            {
                lines.Remove(portName);
                return;
            }

            lines[portName] = line;
        }

        _ = Task.Run(() => PumpAsync(portName, line));
    }

    internal string[] PortNames() => [.. ports.Where(port => port != board.Options.DebugPort)];

    /// <summary>Sends what the firmware wrote; where no cable is plugged in it is lost.</summary>
    internal void Send(string portName, byte[] bytes)
    {
        Stream? line;
        lock (lines)
        {
            line = lines.GetValueOrDefault(portName);
        }

        try
        {
            line?.Write(bytes);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
        }
    }

    private async Task PumpAsync(string portName, Stream line)
    {
        byte[] buffer = new byte[ChunkBytes];
        try
        {
            while (true)
            {
                int count = await line.ReadAsync(buffer);
                if (count == 0 || !IsAttached(portName, line))
                {
                    return;
                }

                Deliver(portName, buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private bool IsAttached(string portName, Stream line)
    {
        lock (lines)
        {
            return lines.GetValueOrDefault(portName) == line;
        }
    }

    private void Deliver(string portName, ReadOnlySpan<byte> bytes)
    {
        lock (Scheduler.Gate)
        {
            bool mayWait = true;
            while (bytes.Length > 0 && board.Cycle is { } cycle)
            {
                bytes = bytes[cycle.SerialPorts.Receive(portName, bytes)..];
                if (bytes.Length > 0 && !mayWait)
                {
                    return;
                }

                mayWait = bytes.Length == 0 || Monitor.Wait(Scheduler.Gate, PatienceMs);
            }
        }
    }
}
