using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>A rule about the compiled assembly.</summary>
public interface IImageRule
{
    /// <summary>Judges one assembly.</summary>
    IEnumerable<Finding> Inspect(FirmwareImage image);
}
