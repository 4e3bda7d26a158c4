using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using NanoMonitor.Cli.Verbs;

namespace NanoMonitor.Cli.Usage;

/// <summary>The program: parses, runs the verb, and maps every outcome to an exit code.</summary>
internal static class CommandLineProgram
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = CreateRoot();
        if (args.Length == 0)
        {
            root.Parse("--help").Invoke();
            return ExitCode.WrongUsage;
        }

        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0 && result.Action is not HelpWithExamples)
        {
            return ReportWrongUsage(result, Console.Error);
        }

        try
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
            });
        }
        catch (Exception e)
        {
            return Failure.Report(e, Console.Error);
        }
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("NanoMonitor: learn what a healthy machine sounds like, and let small nodes watch it.")
        {
            DemoVerb.Create(),
            ProvisionVerb.Create(),
            CommissionVerb.Create(),
            TrainVerb.Create(),
            EvaluateVerb.Create(),
            CompareVerb.Create(),
            AlarmsVerb.Create(),
            DcaseVerb.Create(),
            InspectVerb.Create(),
            PushVerb.Create(),
            RolloutVerb.Create(),
            WatchVerb.Create(),
            CaptureVerb.Create(),
            CommandVerb.Create(),
            SimulateVerb.Create(),
            SuiteVerb.Create(),
            SoakVerb.Create(),
            ChaosVerb.Create(),
            BrokerVerb.Create(),
            BrokerConfigVerb.Create(),
            KeysVerb.Create(),
            AuditVerb.Create(),
        };

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int ReportWrongUsage(ParseResult result, TextWriter error)
    {
        IEnumerable<string> complaints = result.UnmatchedTokens.Count > 0
            ? result.UnmatchedTokens.Select(token => $"'{token}' is no verb or option here.")
            : result.Errors.Select(parseError => parseError.Message);
        // The library lists the choices of an option on a line each.
        error.WriteLine(string.Join(' ', complaints.SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        error.WriteLine($"See '{FullName(result.CommandResult)} --help'.");
        return ExitCode.WrongUsage;
    }

    private static string FullName(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{FullName(parent)} {command.Command.Name}" : "nanomonitor";
}
