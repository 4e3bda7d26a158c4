using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Writes to the board's output.</summary>
[StandsFor("System.Diagnostics.Debug")]
public static class Debug
{
    public static void Write(string? message) => BoardThread.Require().Cycle.Board.Output.Write(message);

    public static void WriteLine() => WriteLine("");

    public static void WriteLine(string? message) => BoardThread.Require().Cycle.Board.Output.WriteLine(message);

    public static void Assert(bool condition) => Assert(condition, "");

    public static void Assert(bool condition, string? message) => Assert(condition, message, "");

    public static void Assert(bool condition, string? message, string? detailedMessage)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Debug.Assert failed. {message} {detailedMessage}".TrimEnd());
        }
    }
}
