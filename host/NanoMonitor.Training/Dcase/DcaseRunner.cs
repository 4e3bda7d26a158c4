using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Dcase;
using NanoMonitor.Training.Clips;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Dcase;

/// <summary>Learns from the training clips of a type of machine and scores its test clips.</summary>
public sealed class DcaseRunner
{
    private readonly ClipRows layout;
    private readonly bool perMachine;
    private readonly ICollection<string> warnings;
    private readonly Action<string>? clipRead;

    /// <param name="layout">How clips become rows.</param>
    /// <param name="perMachine">One model for each machine id, or one for the type.</param>
    /// <param name="warnings">Told of clips that are passed over: cut short, empty, of another rate, shorter than a frame.</param>
    /// <param name="clipRead">Told of each clip's name, or null.</param>
    public DcaseRunner(ClipRows layout, bool perMachine, ICollection<string> warnings, Action<string>? clipRead = null)
    {
        this.layout = layout;
        this.perMachine = perMachine;
        this.warnings = warnings;
        this.clipRead = clipRead;
    }

    /// <summary>The scores of each detector, by its name.</summary>
    /// <exception cref="TrainingException">A machine that is tested has too few training clips that can be read, or a detector that tells machines apart has one machine.</exception>
    public IReadOnlyDictionary<string, DcaseResult> Run(DcaseMachineType type, IReadOnlyList<DetectorKind> kinds, int seed)
    {
        var reader = new MelReader(warnings);
        (DcaseClip Clip, double[][] Rows)[] train = [.. Read(reader, type.Train)];
        (DcaseClip Clip, double[][] Rows)[] test = [.. Read(reader, type.Test)];
        var scores = kinds.ToDictionary(kind => kind.Name, _ => new Dictionary<string, IReadOnlyList<DcaseScore>>());
        Dictionary<string, IDetector> shared = perMachine ? [] : Fit(type.Name, train, kinds, seed);
        foreach (string id in test.Select(item => item.Clip.MachineId).Distinct().Order(StringComparer.Ordinal))
        {
            var detectors = perMachine ? Fit($"{type.Name} id_{id}", [.. train.Where(item => item.Clip.MachineId == id)], kinds, seed) : shared;
            foreach (var (name, detector) in detectors)
            {
                scores[name][id] = [.. test.Where(item => item.Clip.MachineId == id).Select(item => new DcaseScore(item.Clip, detector.Score(item.Rows, id).Average()))];
            }
        }

        return scores.ToDictionary(item => item.Key, item => new DcaseResult(type.Name, item.Value));
    }

    private IEnumerable<(DcaseClip Clip, double[][] Rows)> Read(MelReader reader, IReadOnlyList<DcaseClip> clips)
    {
        foreach (var clip in clips)
        {
            clipRead?.Invoke(clip.FileName);
            if (reader.ReadOrNull(clip) is { } frames && layout.Rows(frames) is { Length: > 0 } rows)
            {
                yield return (clip, rows);
            }
        }
    }

    private Dictionary<string, IDetector> Fit(string what, (DcaseClip Clip, double[][] Rows)[] clips, IReadOnlyList<DetectorKind> kinds, int seed)
    {
        if (clips.Length < TrainingPipeline.LeastWindows)
        {
            throw new TrainingException($"{what}: there are {clips.Length} training clips that can be read, at least {TrainingPipeline.LeastWindows} are needed.");
        }

        IGrouping<string, double[][]>[] machines = [.. clips.GroupBy(item => item.Clip.MachineId, item => item.Rows)];
        var rows = new TrainingRows([.. machines.Select(machine => machine.SelectMany(own => own).ToArray())], layout.Order(LogMel.Bands), null)
        {
            Identities = [.. machines.Select(machine => machine.Key)],
            Spectra = layout.Spectra(LogMel.Bands),
        };
        return kinds.FirstOrDefault(kind => kind.NeedsIdentities && !kind.Accepts(rows)) is { } wrong
            ? throw new TrainingException($"{what}: '{wrong.Name}' tells machines apart, but there is one machine id to learn from.")
            : kinds.Where(kind => kind.Accepts(rows)).ToDictionary(kind => kind.Name, kind => kind.Fit(rows, seed));
    }

    // Reads log-mel frames; the first clip's rate is the rate of all.
    private sealed class MelReader(ICollection<string> warnings)
    {
        private int rateHz;
        private LogMel? mel;

        public float[][]? ReadOrNull(DcaseClip clip)
        {
            try
            {
                var sound = WavFile.Read(clip.Path);
                if (mel is null)
                {
                    rateHz = sound.SampleRateHz;
                    mel = new LogMel(rateHz);
                }

                return sound.SampleRateHz != rateHz ? Skip($"{clip.Path}: has {sound.SampleRateHz} Hz, the others have {rateHz} Hz; passed over.")
                    : sound.Samples.Length < LogMel.FrameLength ? Skip($"{clip.Path}: has {sound.Samples.Length} samples, a frame needs {LogMel.FrameLength}; passed over.")
                    : mel.Of(sound.Samples);
            }
            catch (DatasetException error)
            {
                return Skip(error.Message + " Passed over.");
            }
        }

        private float[][]? Skip(string warning)
        {
            warnings.Add(warning);
            return null;
        }
    }
}
