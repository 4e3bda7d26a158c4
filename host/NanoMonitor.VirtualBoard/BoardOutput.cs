namespace NanoMonitor.VirtualBoard;

/// <summary>What the firmware writes with Debug and Console: the latest lines, and each one as it comes.</summary>
public sealed class BoardOutput
{
    private const int KeptLines = 2000;

    private readonly Board board;
    private readonly Queue<string> lines = new();
    private string unfinished = "";

    internal BoardOutput(Board board) => this.board = board;

    /// <summary>A line, with the virtual time in microseconds at which it was written; on the firmware's thread.</summary>
    public event Action<long, string>? Written;

    /// <summary>The latest lines, oldest first; at most 2000.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    internal void Write(string? text)
    {
        string[] parts = (unfinished + text).Split('\n');
        unfinished = parts[^1];
        foreach (string line in parts.AsSpan(..^1))
        {
            Add(line.TrimEnd('\r'));
        }
    }

    internal void WriteLine(string? text) => Write(text + "\n");

    private void Add(string line)
    {
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines)
            {
                lines.Dequeue();
            }
        }

        Written?.Invoke(board.Scheduler.Now, line);
    }
}
