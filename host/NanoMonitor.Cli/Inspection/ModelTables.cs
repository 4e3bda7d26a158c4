using NanoMonitor.Cli.Terminal;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Fleet.Nodes;
using NanoMonitor.Training.Cost;
using Spectre.Console;

namespace NanoMonitor.Cli.Inspection;

/// <summary>A weight table as tables on the terminal.</summary>
internal static class ModelTables
{
    public static void Write(IAnsiConsole console, string file, WeightTable table)
    {
        console.WriteParagraph($"{file}: {table.Length} bytes, CRC32 {Hex.Of(table.Crc)}, format version {WeightTable.Version}");
        console.Write(Overview(table));
        console.Write(Thresholds(table.Thresholds, WindowSeconds(table.Spec)));
        console.Write(Layers(table));
        console.Write(Groups(table));
    }

    private static Table Overview(WeightTable table)
    {
        FeatureSpec spec = table.Spec;
        Table rows = Create("Features", "");
        rows.AddRow("sensor", $"{SensorFamily.Name(spec.SensorFamily)}, ±{spec.RangeG} g, {spec.CountsPerG} counts/g, {spec.SampleBits} bits, {spec.AxisCount} axes");
        rows.AddRow("window", $"{spec.WindowLength} samples at {spec.SampleRateMilliHz / 1000.0:0.###} Hz, hop {spec.Hop} = {WindowSeconds(spec):0.###} s");
        rows.AddRow("features", $"{spec.FeatureCount}: {spec.BandCount} bands, {ScalarNames(spec)} an axis");
        rows.AddRow("spec hash", Hex.Of(spec.Hash));
        rows.AddRow("modes", Modes(table));
        rows.AddRow("quantization", $"int8 weights with a multiplier and shift a row, int16 activations Q8, inputs clipped at ±{GroupMade.Clip / 256} σ");
        rows.AddRow("multiplications", $"{LayerDescription.Of(table).Sum(layer => layer.Weights)} a window");
        AddCost(rows, table);
        rows.AddRow("golden vector", new GroupMade(table).ReproducesGoldenScore() ? $"reproduced, score {Bits(table.GoldenScore)}" : "NOT reproduced");
        return rows;
    }

    private static void AddCost(Table rows, WeightTable table)
    {
        WindowCost cost = WindowCost.Of(WindowShape.Of(table));
        rows.AddRow("cost on the node", $"{cost.Il} IL instructions, {cost.Ticks} ticks a window");
        foreach (BoardTiming board in BoardTiming.All)
        {
            string duty = board.Duty(cost.Ticks, WindowSeconds(table.Spec) * 1e6);
            rows.AddRow("", $"estimated {board.Milliseconds(cost.Ticks)} ms, {duty} % of the time, on {board.Name}");
        }
    }

    private static string Modes(WeightTable table)
    {
        int residuals = table.Modes.Count(mode => mode.HasResidual);
        return residuals == 0
            ? $"{table.ModeCount}, none with a residual"
            : $"{table.ModeCount}, {residuals} with a residual of {table.HiddenCount} hidden units";
    }

    private static Table Thresholds(Thresholds t, double windowSeconds)
    {
        Table rows = Create("Decision", "bits a feature", "held for");
        rows.AddRow("mean over", "", Held(t.AggregateWindows));
        rows.AddRow("warning from", Bits(t.WarningScore), Held(t.WarningHoldWindows));
        rows.AddRow("alarm from", Bits(t.AlarmScore), Held(t.AlarmHoldWindows));
        rows.AddRow("dead sensor down to", Bits(t.LowScore), Held(t.AlarmHoldWindows));
        rows.AddRow("cleared", $"{Bits(t.Hysteresis)} below", Held(t.ClearHoldWindows));
        rows.AddRow("healthy while tested", $"{Bits(t.CalibrationLow)} to {Bits(t.CalibrationHigh)}", "");
        rows.AddRow("usually at", Bits(t.CentreScore), "");
        if (t.BaselineWindows > 0)
        {
            rows.AddRow("limits follow the installation by", $"± {Bits(t.OffsetLimit)}", $"first {Held(t.BaselineWindows)}");
            rows.AddRow("changed since commissioning", $"± {Bits(t.ScoreDriftLimit)}, a band ± {t.BandDriftLimit / 256.0:0.0} octaves", "");
        }

        rows.AddRow("stopped below", $"{t.StoppedRmsMilliG / 1000.0:0.###} g RMS", "");
        return rows;

        string Held(int windows) => $"{Counted.Of(windows, "window")} = {windows * windowSeconds:0.#} s";
    }

    private static Table Layers(WeightTable table)
    {
        Table rows = Create("Mode", "Layer", "Rows", "Inputs", "Weights", "Zero", "Shifts");
        foreach (LayerDescription layer in LayerDescription.Of(table))
        {
            rows.AddRow(
                $"{layer.Mode}", layer.Name, $"{layer.Rows}", $"{layer.Inputs}", $"{layer.Weights}", $"{layer.ZeroWeights}",
                $"{layer.SmallestShift}–{layer.LargestShift}");
        }

        return rows;
    }

    private static Table Groups(WeightTable table)
    {
        Table rows = Create("Group", "Features, in the order of the model");
        int position = 0;
        for (int group = 0; group < table.Order.GroupSizes.Length; group++)
        {
            int size = table.Order.GroupSizes[group];
            IEnumerable<string> names = table.Order.FeatureAt.Skip(position).Take(size)
                .Select(feature => FeatureText.Describe(table.Spec, feature));
            rows.AddRow($"{group + 1}", string.Join(", ", names));
            position += size;
        }

        return rows;
    }

    private static Table Create(params string[] columns) =>
        new Table().Border(TableBorder.Simple).AddColumns(columns);

    private static double WindowSeconds(FeatureSpec spec) => spec.Hop * 1000.0 / spec.SampleRateMilliHz;

    private static string ScalarNames(FeatureSpec spec)
    {
        List<string> names = [];
        Add(FeatureSpec.Crest, "crest");
        Add(FeatureSpec.Kurtosis, "kurtosis");
        Add(FeatureSpec.Rms, "RMS");
        return names.Count == 0 ? "no scalars" : string.Join(", ", names);

        void Add(int scalar, string name)
        {
            if (spec.Has(scalar))
            {
                names.Add(name);
            }
        }
    }

    private static string Bits(int scoreQ12) => scoreQ12 switch
    {
        int.MaxValue or int.MinValue => "never",
        _ => $"{ScoreBits.Of(scoreQ12):0.000}",
    };
}
