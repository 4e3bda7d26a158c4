using System.Runtime.InteropServices;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Comparison;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Comparison;

public sealed class ClipCasesTests : IDisposable
{
    private const int Bands = 64;
    private const int Frames = 30;
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-clips-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Clips_without_sound_go_through_the_same_detectors()
    {
        var dataset = Write(normal: 60, test: 20);
        var one = Assert.Single(ClipCases.Of(dataset, dataset.FindSplit("all"), perMachine: false));
        Assert.Equal((60, 40, 96, 1), (one.Train.All.Length, one.Test.Count, one.FeatureNames.Count, one.AggregateRows));
        Assert.Equal(["mean.band31", "deviation.band31", "change.band31"], one.Train.Spectra.Select(bands => one.FeatureNames[bands[^1]]));
        var scored = DetectorComparison.Run(one, [new NodeTableKind(), new GroupMadeKind(), new MahalanobisKind(), new IdentityKind()], [1]);
        Assert.Equal(["group-made", "mahalanobis"], scored.Report.Trials.Select(trial => trial.Detector));
        Assert.All(scored.Report.Trials, trial => Assert.InRange(trial.Auc!.Value, 0.95, 1));
    }

    [Fact]
    public void Too_few_clips_are_refused_with_their_number()
    {
        var dataset = Write(normal: 10, test: 1);
        var error = Assert.Throws<TrainingException>(() => ClipCases.Of(dataset, dataset.FindSplit("all"), perMachine: true));
        Assert.Contains("machine toy: there are 10 clips", error.Message, StringComparison.Ordinal);
    }

    private Dataset Write(int normal, int test)
    {
        var random = new Random(1);
        string[] train = [.. Enumerable.Range(0, normal).Select(i => Clip($"train-{i}", "normal", false, random))];
        string[] quiet = [.. Enumerable.Range(0, test).Select(i => Clip($"normal-{i}", "normal", false, random))];
        string[] loud = [.. Enumerable.Range(0, test).Select(i => Clip($"anomaly-{i}", "anomaly", true, random))];
        string Parts(IEnumerable<string> clips) => string.Join(", ", clips.Select(clip => clip.Split('"')[3]).Select(id => $$"""{ "recording": "{{id}}" }"""));
        File.WriteAllText(Path.Combine(folder, Dataset.ManifestName), $$"""
            { "format": "nanomonitor-dataset/1", "kind": "features", "name": "toys", "bands": {{Bands}}, "hopSeconds": 0.032, "frames": {{Frames}},
              "recordings": [{{string.Join(", ", [.. train, .. quiet, .. loud])}}],
              "splits": { "all": { "train": [{{Parts(train)}}], "test": [{{Parts([.. quiet, .. loud])}}] } } }
            """);
        return Dataset.Open(folder);
    }

    // Noise of one level in dB; an anomaly is louder in a few bands.
    private string Clip(string id, string label, bool loud, Random random)
    {
        float[] values = [.. Enumerable.Range(0, Frames * Bands).Select(i => (float)(-40 + random.Normal() + (loud && i % Bands is > 20 and < 28 ? 3 : 0)))];
        File.WriteAllBytes(Path.Combine(folder, id + ".f32"), MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        return $$"""{ "id": "{{id}}", "file": "{{id}}.f32", "label": "{{label}}", "machine": "toy" }""";
    }
}
