using NanoMonitor.Core.Signal;

namespace NanoMonitor.Fleet.Commissioning;

/// <summary>A finished run.</summary>
/// <param name="RunId">The recording's id in the dataset.</param>
/// <param name="Spec">The node's feature spec.</param>
/// <param name="Windows">Windows written.</param>
/// <param name="Lost">Windows that never arrived.</param>
/// <param name="Duplicates">Windows that arrived again and were left out.</param>
/// <param name="Gaps">Places where the node voided samples.</param>
/// <param name="FlatWindows">Windows in which no axis moved.</param>
public sealed record CommissioningResult(
    string RunId, FeatureSpec Spec, int Windows, int Lost, int Duplicates, int Gaps, int FlatWindows);
