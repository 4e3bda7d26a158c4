using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NanoSurface.Tests;

/// <summary>A row of package-pins.txt.</summary>
/// <param name="Id">Package id, with its prefix.</param>
/// <param name="Version">The one version that may be used.</param>
/// <param name="Assemblies">Assemblies in its lib folder.</param>
/// <param name="Dependencies">The packages it asks for, each with the least version.</param>
internal sealed record PackagePin(string Id, string Version, string[] Assemblies, PackageEntry[] Dependencies)
{
    private const string Prefix = "nanoFramework.";

    /// <summary>All pins by id.</summary>
    public static readonly IReadOnlyDictionary<string, PackagePin> All = File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "package-pins.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(Parse)
        .ToDictionary(pin => pin.Id, StringComparer.Ordinal);

    /// <summary>The packages given and all that they ask for, directly or not.</summary>
    public static HashSet<string> Closure(IEnumerable<string> ids)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(ids);
        while (open.TryPop(out string? id))
        {
            if (all.Add(id))
            {
                Array.ForEach(All[id].Dependencies, dependency => open.Push(dependency.Id));
            }
        }
        return all;
    }

    /// <summary>The package that carries an assembly.</summary>
    public static string Of(string assembly) => All.Values.Single(pin => pin.Assemblies.Contains(assembly)).Id;

    private static PackagePin Parse(string line)
    {
        string[] columns = line.Split('|', StringSplitOptions.TrimEntries);
        string[] package = columns[0].Split(' ');
        return new PackagePin(
            Prefix + package[0],
            package[1],
            columns[1].Split(' '),
            [.. columns[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(dependency => dependency.Split(':'))
                .Select(parts => new PackageEntry(Prefix + parts[0], parts[1]))]);
    }
}
