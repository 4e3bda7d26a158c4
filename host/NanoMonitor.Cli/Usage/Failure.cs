using NanoMonitor.Datasets;
using NanoMonitor.Fleet;
using NanoMonitor.Training;

namespace NanoMonitor.Cli.Usage;

/// <summary>The one place that turns exceptions into a line for people and an exit code.</summary>
internal static class Failure
{
    /// <summary>Set to 1, it adds the stack trace of a failure, for those who mend the program.</summary>
    private const string TraceVariable = "NANOMONITOR_TRACE";

    public static int Report(Exception e, TextWriter error)
    {
        error.WriteLine(Message(e));
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
        {
            error.WriteLine(e);
        }

        return e is UsageException ? ExitCode.WrongUsage : ExitCode.Failed;
    }

    private static string Message(Exception e) => e switch
    {
        OperationCanceledException => "Stopped before the end.",
        UsageException or FleetException or DatasetException or TrainingException or FormatException or IOException or UnauthorizedAccessException => PrintableText.Of(e.Message),
        _ => $"This should not have happened: {e.GetType().Name}: {PrintableText.Of(FirstLine(e.Message))}{Environment.NewLine}"
            + $"Set {TraceVariable}=1 to see where, and please report it.",
    };

    // Native libraries put their own stack trace into the message.
    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
