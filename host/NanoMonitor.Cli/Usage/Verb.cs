using System.CommandLine;

namespace NanoMonitor.Cli.Usage;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class Verb : Command
{
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">One or two sentences.</param>
    /// <param name="examples">Complete command lines.</param>
    public Verb(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
    }

    public IReadOnlyList<string> Examples { get; }
}
