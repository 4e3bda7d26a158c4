namespace NanoMonitor.Tools.NanoSurface.Findings;

/// <summary>The gate's judgement.</summary>
/// <param name="Findings">What is wrong, by file and line.</param>
/// <param name="Assemblies">What was compiled; assemblies that did not compile are missing.</param>
public sealed record GateReport(IReadOnlyList<Finding> Findings, IReadOnlyList<AssemblyReport> Assemblies)
{
    /// <summary>Number of distinct library members that the firmware uses, its tests aside, by library assembly, most first.</summary>
    public IReadOnlyList<(string Assembly, int Members)> LibraryUse =>
    [
        .. Assemblies.Where(assembly => assembly.Name.StartsWith("NanoMonitor.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.LibraryMembers)
            .Distinct()
            .GroupBy(use => use.Assembly, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count()))
            .OrderByDescending(pair => pair.Item2)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal),
    ];
}
