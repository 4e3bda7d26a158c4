using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training;
using NanoMonitor.Training.Alarms;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Cli.Alarms;

/// <summary>
/// A simulated machine over weeks, healthy all the time: two commissioning runs two hours apart, then a node that wakes once an hour
/// for a minute of windows; after that the machine's fault in five severities.
/// </summary>
internal static class LongRun
{
    /// <summary>Hours from one wake to the next.</summary>
    public const int WakeHours = 1;

    private const int WakeSeconds = 60;
    private const int PauseSeconds = 7200;
    private const int FaultySeconds = 120;
    private const int TrainingWindows = 600;
    private const int CountsPerG = 4096;
    private const int RangeG = 8;
    private static readonly double[] Severities = [0.05, 0.1, 0.2, 0.4, 0.8];

    /// <summary>Simulates, trains and scores.</summary>
    /// <param name="kind">The machine.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="days">Healthy days.</param>
    /// <param name="cancellationToken">Ends it between wakes.</param>
    public static AlarmCase Of(MachineKind kind, int seed, int days, CancellationToken cancellationToken)
    {
        FeatureSpec spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, RangeG, CountsPerG, 1000 * kind.SampleRateHz);
        Machine machine = kind.Create(seed);
        double seconds = 0;
        FeatureRun Next(string name, RecordingLabel label, int stretches, double stretchSeconds, double stepSeconds)
        {
            var windows = new List<IReadOnlyList<FeatureWindow>>();
            for (int i = 0; i < stretches; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                windows.Add(WindowExtraction.Extract(spec, Record(machine, seconds, kind.SampleRateHz, (int)(stretchSeconds * kind.SampleRateHz)), i));
                seconds += stepSeconds;
            }

            return new FeatureRun(name, label, null, windows) { Machine = kind.Name };
        }

        double trainingSeconds = TrainingWindows * (double)spec.Hop / kind.SampleRateHz;
        FeatureRun[] train = [.. Enumerable.Range(1, 2).Select(run => Next($"commissioning {run}", RecordingLabel.Normal, 1, trainingSeconds, PauseSeconds))];
        var test = new List<FeatureRun> { Next($"{days} days", RecordingLabel.Normal, days * 24 / WakeHours, WakeSeconds, 3600 * WakeHours) };
        foreach (double severity in Severities)
        {
            machine.Fault = FaultSchedule.Constant(severity);
            test.Add(Next($"{kind.Fault}, severity {severity}", RecordingLabel.Anomaly, 1, FaultySeconds, PauseSeconds));
        }

        return AlarmCase.Of($"simulated {kind.Name}", $"{days} days", new FeatureSet(spec, train), test, new TrainingOptions());
    }

    private static WaveformStretch Record(Machine machine, double timeSeconds, int sampleRateHz, int samples)
    {
        int[][] counts = [new int[samples], new int[samples], new int[samples]];
        Span<double> motionG = stackalloc double[3];
        machine.Begin(timeSeconds, sampleRateHz);
        for (int n = 0; n < samples; n++)
        {
            machine.Next(motionG);
            for (int axis = 0; axis < counts.Length; axis++)
            {
                double gravityG = axis == 2 ? 1 : 0;
                counts[axis][n] = (int)Math.Round(CountsPerG * (motionG[axis] + gravityG));
            }
        }

        return new WaveformStretch(0, counts, null);
    }
}
