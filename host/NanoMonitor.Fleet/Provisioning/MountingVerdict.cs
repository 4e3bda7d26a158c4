using System.Globalization;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>One finding of the mounting check in words.</summary>
/// <param name="What">Sensor, rate, clipping, gravity, noise or temperature.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">A sentence with the figures.</param>
public sealed record MountingVerdict(string What, MountingLevel Level, string Text)
{
    // A rate further off is another part than it says, or a damaged one.
    private const double RateTolerance = 0.03;

    // Offsets of MEMS parts reach some hundredths of a g; twice as much is another range than configured.
    private const double GravityGood = 0.1;
    private const double GravityBearable = 0.25;

    // Above a resting sensor's own noise, below what a machine that runs gives.
    private const double QuietG = 0.02;

    private const double BearableClipping = 0.001;

    /// <summary>Judges a report.</summary>
    public static IReadOnlyList<MountingVerdict> Of(MountingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Frames == 0)
        {
            return [new MountingVerdict("sensor", MountingLevel.Bad, $"{report.Sensor} gives no samples: {report.SensorStatus}")];
        }

        return [Sensor(report), Rate(report), Clipping(report), Gravity(report), Noise(report), Temperature(report)];
    }

    private static MountingVerdict Sensor(MountingReport report)
    {
        string text = Say($"{report.Sensor}, ±{report.RangeG} g, {report.Frames} samples");
        return report.SensorStatus != "ok" ? new("sensor", MountingLevel.Bad, $"{text}; now: {report.SensorStatus}")
            : report.Voided > 0 ? new("sensor", MountingLevel.Doubtful, Say($"{text}; {report.Voided} windows lost: the bus is too slow or disturbed"))
            : new("sensor", MountingLevel.Good, text);
    }

    private static MountingVerdict Rate(MountingReport report)
    {
        double nominal = report.NominalRateMilliHz / 1000.0;
        double measured = report.MeasuredRateMilliHz / 1000.0;
        if (measured == 0)
        {
            return new("rate", MountingLevel.Doubtful, Say($"nominal {nominal:0.#} Hz, not measured yet"));
        }

        double error = (measured / nominal) - 1;
        string text = Say($"{measured:0.0} Hz, {100 * error:+0.0;-0.0;0.0} % off its nominal {nominal:0.#} Hz");
        return Math.Abs(error) <= RateTolerance
            ? new("rate", MountingLevel.Good, text)
            : new("rate", MountingLevel.Bad, text + ": another part than configured, or a damaged one");
    }

    private static MountingVerdict Clipping(MountingReport report)
    {
        string text = Say($"{report.Clipped} of {report.Frames} samples at the end of the range");
        return report.Clipped == 0 ? new("clipping", MountingLevel.Good, "none")
            : report.Clipped <= report.Frames * BearableClipping ? new("clipping", MountingLevel.Doubtful, text + ": single knocks?")
            : new("clipping", MountingLevel.Bad, text + ": choose a greater rangeG, or mount it where nothing knocks");
    }

    private static MountingVerdict Gravity(MountingReport report)
    {
        double[] g = [.. report.GravityMicroG.Select(value => value * 1e-6)];
        double length = Math.Sqrt(g.Sum(value => value * value));
        int axis = Enumerable.Range(0, g.Length).MaxBy(i => Math.Abs(g[i]));
        string text = Say($"{length:0.000} g ({g[0]:0.000}, {g[1]:0.000}, {g[2]:0.000}), up is {(g[axis] < 0 ? "-" : "+")}{"xyz"[axis]}");
        double error = Math.Abs(length - 1);
        return error <= GravityGood ? new("gravity", MountingLevel.Good, text)
            : error <= GravityBearable ? new("gravity", MountingLevel.Doubtful, text + ": a large offset")
            : new("gravity", MountingLevel.Bad, text + ": not what gravity is; wrong sensor or range, or a damaged part");
    }

    private static MountingVerdict Noise(MountingReport report)
    {
        double[] g = [.. report.NoiseMicroG.Select(value => value * 1e-6)];
        string text = Say($"{1000 * g[0]:0.0}, {1000 * g[1]:0.0}, {1000 * g[2]:0.0} mg rms in the quietest window");
        return g.Any(value => value == 0) ? new("noise", MountingLevel.Bad, text + ": an axis that never moves is dead")
            : g.All(value => value <= QuietG) ? new("noise", MountingLevel.Good, text + ": at rest")
            : new("noise", MountingLevel.Good, text + ": the machine runs, or something shakes");
    }

    private static MountingVerdict Temperature(MountingReport report) =>
        report.TemperatureCentiC == Core.Protocol.Telemetry.NoTemperature
            ? new("temperature", MountingLevel.Doubtful, "unknown: its sensor does not answer")
            : new("temperature", MountingLevel.Good, Say($"{report.TemperatureCentiC / 100.0:0.0} °C"));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
