using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Reading the clock in more than one class: virtual time must have one place to enter.</summary>
public static class ClockRule
{
    public const string Id = "clock";

    private static readonly string[] Clocks =
    [
        "System.DateTime.UtcNow",
        "System.DateTime.Today",
        "System.Environment.TickCount64",
        "nanoFramework.Hardware.Esp32.HighResTimer.GetCurrent",
    ];

    /// <summary>Judges all files of the firmware together.</summary>
    public static IEnumerable<Finding> Inspect(IEnumerable<SourceFile> files)
    {
        (SourceFile File, SimpleNameSyntax Name, string Owner)[] reads = [.. files.SelectMany(file => file.Names()
            .Where(pair => Clocks.Contains($"{pair.Symbol.ContainingType?.ToDisplayString()}.{pair.Symbol.Name}"))
            .Select(pair => (file, pair.Name, pair.Name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text ?? "")))];
        string[] owners = [.. reads.Select(read => read.Owner).Distinct()];
        return owners.Length < 2
            ? []
            : reads.Select(read => read.File.At(read.Name, Id, $"the clock is read in {string.Join(" and ", owners)}: one class reads it and the others ask that one"));
    }
}
