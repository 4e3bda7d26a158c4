using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Sensors;

namespace NanoMonitor.Cli.Terminal;

/// <summary>What a state stands on, in words.</summary>
internal static class CauseText
{
    private const double ScoreUnit = 4096;
    private const double SlowScoreUnit = 256;
    private const double OctaveUnit = 256;

    /// <summary>Quantity, value and limit; null where there is nothing to say.</summary>
    public static string? Describe(StateCause cause) => cause.Kind switch
    {
        StateCause.Score => $"score {cause.Value / ScoreUnit:0.00}, limit {cause.Limit / ScoreUnit:0.00}",
        StateCause.Temperature => $"temperature {cause.Value / 100.0:0.0} °C, limit {cause.Limit / 100.0:0.0}",
        StateCause.Velocity => $"velocity {cause.Value / 100.0:0.00} mm/s RMS on {Axis(cause)}, ISO 20816-3 limit {cause.Limit / 100.0:0.0}",
        StateCause.Acceleration => $"acceleration {cause.Value} mg RMS on {Axis(cause)}, limit {cause.Limit}",
        StateCause.Standstill => $"only {cause.Value} mg RMS, runs from {cause.Limit}",
        StateCause.SensorStatus => $"accelerometer {SensorStatus.Name(cause.Value)}",
        StateCause.Flat => "no axis of the accelerometer moves",
        StateCause.LowScore => $"score {cause.Value / ScoreUnit:0.00} is too low to be real, limit {cause.Limit / ScoreUnit:0.00}",
        _ => null,
    };

    /// <summary>Velocity and its zone; null where it is not measured.</summary>
    public static string? Velocity(Telemetry telemetry)
    {
        if (telemetry.VelocityCentiMmS.All(axis => axis == VelocityMeter.None))
        {
            return null;
        }

        string values = string.Join('/', telemetry.VelocityCentiMmS.Select(axis => axis == VelocityMeter.None ? "–" : $"{axis / 100.0:0.00}"));
        return telemetry.Zone == VibrationZone.None ? $"{values} mm/s" : $"{values} mm/s, zone {"ABCD"[telemetry.Zone - VibrationZone.A]}";
    }

    /// <summary>What the node has found out about itself and its machine.</summary>
    /// <param name="telemetry">Its last summary.</param>
    /// <param name="spec">What its features mean, where that is known.</param>
    public static IEnumerable<string> Findings(Telemetry telemetry, FeatureSpec? spec)
    {
        if ((telemetry.Findings & NodeFinding.RateOff) != 0)
        {
            yield return "sample rate is more than 3 % off";
        }

        if ((telemetry.Findings & NodeFinding.MountingChanged) != 0)
        {
            yield return "gravity has turned: is the sensor still in place?";
        }

        if ((telemetry.Findings & NodeFinding.Changed) != 0)
        {
            yield return $"changed since commissioning: {string.Join(", ", Changes(telemetry.Installation, spec))}";
        }

        if (telemetry.Installation.LearnedPercent < 100)
        {
            yield return $"learns its installation, {telemetry.Installation.LearnedPercent} %";
        }
    }

    // The bands that changed most, as long as they come near the first of them, and the score.
    private static IEnumerable<string> Changes(InstallationReport installation, FeatureSpec? spec)
    {
        int most = Math.Abs(installation.BandChanges[0]);
        for (int i = 0; i < InstallationReport.BandCount; i++)
        {
            int change = installation.BandChanges[i];
            if (change != 0 && 2 * Math.Abs(change) >= most)
            {
                yield return $"{FeatureText.Describe(spec, installation.Bands[i])} {Math.Abs(change) / OctaveUnit:0.0} octaves {(change > 0 ? "louder" : "quieter")}";
            }
        }

        yield return $"score {installation.ScoreChange / SlowScoreUnit:+0.00;-0.00;0.00}";
    }

    private static string Axis(StateCause cause) => cause.Axis == StateCause.NoAxis ? "?" : "xyz".Substring(cause.Axis, 1);
}
