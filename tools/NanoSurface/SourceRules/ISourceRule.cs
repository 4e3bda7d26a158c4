using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>A rule about sources and their meaning.</summary>
public interface ISourceRule
{
    /// <summary>Judges one file.</summary>
    IEnumerable<Finding> Inspect(SourceFile file);
}
