using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Simulation.Randomness;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Suites;

/// <summary>Writes cases of the suite as waveform datasets, one folder each. The same case and seed give the same files.</summary>
public static class SuiteWriter
{
    /// <summary>The split of each dataset: all commissioning runs to learn from, all recordings of later to judge.</summary>
    public const string SplitName = "later";

    private static readonly string[] Axes = ["ax", "ay", "az"];

    /// <summary>Writes a case into a folder of its name within <paramref name="folder"/>.</summary>
    /// <param name="hardCase">The case.</param>
    /// <param name="folder">Folder of the suite; made where it is absent.</param>
    /// <param name="seed">Seed of the suite.</param>
    /// <param name="recorded">Told the id of each recording that is written, or null.</param>
    /// <returns>The folder of the dataset.</returns>
    /// <exception cref="DatasetException">Something cannot be written.</exception>
    public static string Write(HardCase hardCase, string folder, long seed, Action<string>? recorded = null)
    {
        // Cases of one seed have lives of their own.
        long caseSeed = (long)(new RandomStream(seed, hardCase.Name).Uniform() * long.MaxValue);
        IReadOnlyList<Session> sessions = SessionPlan.Of(hardCase, caseSeed);
        var recorder = new CaseRecorder(hardCase, caseSeed);
        var writer = new WaveformWriter(Path.Combine(folder, hardCase.Name), Describe(hardCase, seed));
        foreach (Session session in sessions)
        {
            string condition = session.Fault < 0 ? "healthy" : hardCase.Machine.Faults[session.Fault].Name;
            writer.Add(session.Id, hardCase.Machine.Name, session.Label, condition, recorder.Record(session).Select(Row));
            recorded?.Invoke(session.Id);
        }

        writer.Finish([new NamedSplit(
            SplitName,
            [.. sessions.Where(session => session.IsTraining).Select(session => session.Id)],
            [.. sessions.Where(session => !session.IsTraining).Select(session => session.Id)])]);
        return writer.Folder;
    }

    private static WaveformDescription Describe(HardCase hardCase, long seed)
    {
        return new WaveformDescription(
            hardCase.Name,
            $"Simulated by nanomonitor suite --seed {seed}",
            hardCase.Note,
            hardCase.Sensor.Settings.SampleRateHz,
            Axes,
            hardCase.Sensor.Settings.CountsPerG)
        {
            Sensor = SensorFamily.Name(hardCase.Sensor.Family),
            RangeG = hardCase.Sensor.RangeG,
            TemperatureColumn = "t_c",
            SegmentColumn = hardCase.SnapshotWindows > 0 ? "snapshot" : null,
        };
    }

    private static WaveformRow Row((int Snapshot, CountSample Sample) taken)
    {
        CountSample sample = taken.Sample;
        return new WaveformRow([sample.X, sample.Y, sample.Z], sample.TemperatureC, taken.Snapshot);
    }
}
