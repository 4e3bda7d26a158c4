using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Simulation.Suites;

namespace NanoMonitor.Simulation.Tests.Suites;

public sealed class SuiteWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-suite-").FullName;
    private readonly HardCase hardCase = HardCases.Find("short-rig")!;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_files_and_another_seed_others()
    {
        string first = SuiteWriter.Write(hardCase, Path.Combine(folder, "first"), 3);
        string again = SuiteWriter.Write(hardCase, Path.Combine(folder, "again"), 3);
        string other = SuiteWriter.Write(hardCase, Path.Combine(folder, "other"), 4);
        string[] names = [.. Directory.EnumerateFiles(first).Select(file => Path.GetFileName(file)).Order()];
        Assert.Equal(names, Directory.EnumerateFiles(again).Select(file => Path.GetFileName(file)).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(again, name))));
        Assert.All(names, name => Assert.NotEqual(File.ReadAllBytes(Path.Combine(first, name)), File.ReadAllBytes(Path.Combine(other, name))));
    }

    [Fact]
    public void Datasets_say_all_that_training_wants_to_know()
    {
        Dataset dataset = Dataset.Open(SuiteWriter.Write(hardCase, folder, 3));
        Assert.Equal("short-rig", dataset.Name);
        Assert.Empty(dataset.Warnings);
        Assert.Equal(hardCase.Sensor.Family, dataset.Waveform!.SensorFamily);
        Assert.Equal(hardCase.Sensor.RangeG, dataset.Waveform.RangeG);
        Split split = Assert.Single(dataset.Splits);
        Assert.Equal(["commissioning-1", "commissioning-2"], split.Train.Select(part => part.Recording.Id));
        Assert.Equal(dataset.Recordings.Count - 2, split.Test.Count);
        Assert.Contains(split.Test, part => part.Recording is { Id: "ball-mild", Condition: "ball", Label: RecordingLabel.Anomaly, Machine: "bearing-rig" });
        Assert.Equal(
            Enumerable.Repeat(2 * HardCase.WindowSamples, 25),
            WaveformReader.Read(dataset, split.Train[0]).Select(stretch => stretch.Length));
    }
}
