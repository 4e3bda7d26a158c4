using System.CommandLine;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Cli.Usage;

/// <summary>The options of verbs that learn from datasets or are checked on them.</summary>
internal sealed class DatasetOptions
{
    private readonly Option<string> folder = new("--dataset", "-d")
    {
        Description = "Folder with dataset.json: recordings, or what a node sent (see 'nanomonitor commission').",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> sensor = new("--sensor")
    {
        Description = "Accelerometer of the recordings, where the dataset names none.",
        HelpName = "NAME",
    };

    private readonly Option<int?> range =
        SharedOptions.OptionalNumber("--range", "G", "Its full scale in ± g, where the dataset names none.", 1, 1000);

    private readonly Option<string> residual = new("--residual")
    {
        Description = "Residual network: auto keeps it only where it helps on held-out windows.",
        HelpName = "auto|always|never",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<int> seed = SharedOptions.Number("--seed", "N", "Seed of the training.", 0, int.MaxValue, 1);

    public DatasetOptions()
    {
        sensor.AcceptOnlyFromAmong([.. Enumerable.Range(0, SensorFamily.Count).Select(SensorFamily.Name)]);
        residual.AcceptOnlyFromAmong("auto", "always", "never");
    }

    /// <summary>One of the dataset's splits; what it means to leave it out is the verb's affair.</summary>
    public Option<string?> Split { get; } = new("--split", "-s") { Description = "Split of the dataset.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        command.Add(folder);
        command.Add(Split);
        command.Add(residual);
        command.Add(seed);
        command.Add(sensor);
        command.Add(range);
    }

    /// <summary>Opens the dataset.</summary>
    public Dataset Open(ParseResult parsed) => Dataset.Open(parsed.GetRequiredValue(folder));

    /// <summary>The sensor that the options name, or null.</summary>
    public int? SensorFamilyOf(ParseResult parsed) =>
        parsed.GetValue(sensor) is { } name ? SensorFamily.Parse(name) : null;

    /// <summary>The range that the options name, or null.</summary>
    public int? RangeOf(ParseResult parsed) => parsed.GetValue(range);

    /// <summary>The choices of a training.</summary>
    public Training.TrainingOptions TrainingOf(ParseResult parsed) => new(
        parsed.GetValue(seed),
        Enum.Parse<ResidualPolicy>(parsed.GetRequiredValue(residual), ignoreCase: true));
}
