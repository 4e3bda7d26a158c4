using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Commissioning;

/// <summary>What to commission.</summary>
/// <param name="Minutes">Running time of the machine to record, 1 … <see cref="MaximumMinutes"/>.</param>
/// <param name="Folder">The dataset's folder; made where it is absent, else the run is added.</param>
public sealed record CommissioningOptions(int Minutes, string Folder)
{
    /// <summary>A week less a minute: the node is asked for one minute more.</summary>
    public const int MaximumMinutes = Command.MaximumFeatureMinutes - 1;

    /// <summary>How long the node may send nothing before commissioning fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the node may take to show its birth and to answer the command.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(20);
}
