namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Writes to the board's output.</summary>
[StandsFor("System.Console")]
public static class Console
{
    public static void Write(string? value) => Debug.Write(value);

    public static void WriteLine() => Debug.WriteLine();

    public static void WriteLine(string? value) => Debug.WriteLine(value);
}
