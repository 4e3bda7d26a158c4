using System.Text.Json.Serialization;

namespace NanoMonitor.Cli.Demo;

/// <summary>How the demo went for one node: warnings and alarms as heard over MQTT, numbers of windows since the node's boot.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Machine">The machine it hangs on.</param>
/// <param name="Fault">The fault that grew, or null in a control run.</param>
/// <param name="TableBytes">Length of the weight table it ran.</param>
/// <param name="Windows">Windows it scored.</param>
/// <param name="FaultStartWindow">First window with a trace of the fault, or null.</param>
/// <param name="FirstWarningWindow">Window of the first warning, or null.</param>
/// <param name="FirstAlarmWindow">Window of the first alarm, or null.</param>
/// <param name="FalseAlarms">Warnings and alarms raised before the fault, or at all in a control run.</param>
/// <param name="Blamed">The three features most to blame when the fault was flagged, the most first; empty where nothing was.</param>
/// <param name="Residual">Whether its table has a residual network.</param>
/// <param name="ParityWindows">Windows computed again on the host from the samples the node's driver read.</param>
/// <param name="ParityMismatches">Windows of these in which any integer differed.</param>
internal sealed record DemoNodeResult(
    string Node,
    string Machine,
    string? Fault,
    int TableBytes,
    int Windows,
    int? FaultStartWindow,
    int? FirstWarningWindow,
    int? FirstAlarmWindow,
    int FalseAlarms,
    IReadOnlyList<string> Blamed,
    bool Residual,
    int ParityWindows,
    int ParityMismatches)
{
    /// <summary>Length of a window hop in seconds.</summary>
    [JsonIgnore]
    public double HopSeconds { get; init; }

    /// <summary>Whether the node did what the demo promises: flag the fault, nothing else, with the host's integers.</summary>
    [JsonIgnore]
    public bool IsAsPromised => FalseAlarms == 0 && ParityMismatches == 0 && ParityWindows > 0 && (Fault is null || FirstAlarmWindow is not null);
}
