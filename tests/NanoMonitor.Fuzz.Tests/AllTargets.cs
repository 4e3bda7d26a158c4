using NanoMonitor.Fuzz.Tests.Targets;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>Every parser that eats bytes from outside.</summary>
internal static class AllTargets
{
    /// <summary>The targets' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Create(Path.GetTempPath()).Select(target => target.Name)];

    /// <summary>One target.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Where it may write the files it reads.</param>
    public static FuzzTarget Create(string name, string folder) => Create(folder).Single(target => target.Name == name);

    private static IEnumerable<FuzzTarget> Create(string folder)
    {
        return [.. MessageTargets.Create(), .. ModelTargets.Create(), .. ProvisioningTargets.Create(folder), .. DatasetTargets.Create(folder), .. SoundTargets.Create(folder)];
    }
}
