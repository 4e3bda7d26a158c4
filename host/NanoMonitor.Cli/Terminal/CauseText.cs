using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Sensors;

namespace NanoMonitor.Cli.Terminal;

/// <summary>What a state stands on, in words.</summary>
internal static class CauseText
{
    private const double ScoreUnit = 4096;

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

    /// <summary>What the node has found out about itself.</summary>
    public static IEnumerable<string> Findings(int findings)
    {
        if ((findings & NodeFinding.RateOff) != 0)
        {
            yield return "sample rate is more than 3 % off";
        }

        if ((findings & NodeFinding.MountingChanged) != 0)
        {
            yield return "gravity has turned: is the sensor still in place?";
        }

        if ((findings & NodeFinding.Changed) != 0)
        {
            yield return "changed since commissioning";
        }
    }

    private static string Axis(StateCause cause) => cause.Axis == StateCause.NoAxis ? "?" : "xyz".Substring(cause.Axis, 1);
}
