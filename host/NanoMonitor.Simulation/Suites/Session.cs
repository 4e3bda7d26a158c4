using NanoMonitor.Datasets;

namespace NanoMonitor.Simulation.Suites;

/// <summary>One recording of a case that is to be taken.</summary>
/// <param name="Id">Id of the recording.</param>
/// <param name="IsTraining">Whether it is to be learned from.</param>
/// <param name="StartSeconds">When it begins, in machine time.</param>
/// <param name="Windows">Its length.</param>
/// <param name="Fault">Which of the machine's faults it has; −1 for none.</param>
/// <param name="Severity">How bad that is.</param>
/// <param name="TurnDegrees">How the sensor is turned about x, y and z.</param>
/// <param name="BracketModeHz">Mode of what the sensor sits on, at 20 °C.</param>
/// <param name="BracketGainDb">Gain of that mode.</param>
/// <param name="MainsG">Peak of the mains' pick-up.</param>
public sealed record Session(
    string Id,
    bool IsTraining,
    double StartSeconds,
    int Windows,
    int Fault,
    double Severity,
    IReadOnlyList<double> TurnDegrees,
    double BracketModeHz,
    double BracketGainDb,
    double MainsG)
{
    /// <summary>What is known about the machine.</summary>
    public RecordingLabel Label => Fault < 0 ? RecordingLabel.Normal : RecordingLabel.Anomaly;
}
