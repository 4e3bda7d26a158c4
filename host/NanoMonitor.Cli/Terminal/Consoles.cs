using Spectre.Console;

namespace NanoMonitor.Cli.Terminal;

/// <summary>The two streams of the process: results go to one, progress to the other, so that results can be piped.</summary>
internal static class Consoles
{
    // Characters of a line where nobody says how wide it may be.
    private const int WidthOfFiles = 160;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Output { get; } = Create(Console.Out);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Progress { get; } = Create(Console.Error);

    /// <summary>Whether a person watches a terminal that can redraw.</summary>
    public static bool IsLive(this IAnsiConsole console) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;

    /// <summary>A paragraph: broken between words on a terminal, one line elsewhere.</summary>
    public static void WriteParagraph(this IAnsiConsole console, string text)
    {
        if (console.Profile.Out.IsTerminal)
        {
            console.WriteLine(text);
        }
        else
        {
            console.Profile.Out.Writer.WriteLine(text);
        }
    }

    private static IAnsiConsole Create(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
