using System.CommandLine;
using System.CommandLine.Parsing;
using NanoMonitor.Fleet.Rollouts;

namespace NanoMonitor.Cli.Usage;

/// <summary>Options that the verbs of <c>rollout</c> share, each made anew for its verb.</summary>
internal static class RolloutOptions
{
    private const string FolderVariable = "NANOMONITOR_ROLLOUTS";

    /// <summary>Where rollouts are kept.</summary>
    public static Option<string?> State() => new("--state")
    {
        Description = $"Folder in which rollouts are kept. Defaults to ${FolderVariable}, then ~/.local/state/nanomonitor/rollouts.",
        HelpName = "DIR",
    };

    /// <summary>The rollout a verb is about.</summary>
    public static Argument<string> Name() => Named(new Argument<string>("NAME") { Description = "The rollout." });

    /// <summary>As <see cref="Name"/>, where it may be left out.</summary>
    public static Argument<string?> OptionalName() =>
        Named(new Argument<string?>("NAME") { Description = "The rollout; all of them where it is left out.", Arity = ArgumentArity.ZeroOrOne });

    public static RolloutFolder Folder(ParseResult parsed, Option<string?> state)
    {
        string? named = parsed.GetValue(state) ?? Environment.GetEnvironmentVariable(FolderVariable);
        return new RolloutFolder(!string.IsNullOrEmpty(named)
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "nanomonitor", "rollouts"));
    }

    private static T Named<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(RefuseBadName);
        return argument;
    }

    private static void RefuseBadName(ArgumentResult result)
    {
        if (result.Tokens.Count == 1 && !Core.Binary.Names.IsName(result.Tokens[0].Value))
        {
            result.AddError($"'{result.Tokens[0].Value}' is not a name; use 1 to 32 of a-z, 0-9 and -.");
        }
    }
}
