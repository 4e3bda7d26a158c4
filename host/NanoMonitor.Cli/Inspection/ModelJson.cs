using System.Text.Json.Nodes;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Cost;

namespace NanoMonitor.Cli.Inspection;

/// <summary>A weight table as JSON. Scores are in bits per feature; hold times in windows; sizes in bytes.</summary>
internal static class ModelJson
{
    public static JsonObject Of(string file, WeightTable table) => new()
    {
        ["file"] = file,
        ["tableBytes"] = table.Length,
        ["crc"] = Hex.Of(table.Crc),
        ["formatVersion"] = WeightTable.Version,
        ["spec"] = Spec(table.Spec),
        ["features"] = table.Spec.FeatureCount,
        ["groups"] = Groups(table),
        ["modes"] = table.ModeCount,
        ["hiddenUnits"] = table.HiddenCount,
        ["residualKept"] = table.Modes.Any(mode => mode.HasResidual),
        ["macs"] = LayerDescription.Of(table).Sum(layer => layer.Weights),
        ["layers"] = new JsonArray([.. LayerDescription.Of(table).Select(Layer)]),
        ["quantization"] = new JsonObject
        {
            ["weights"] = "int8, one multiplier and shift a row",
            ["activations"] = "int16, Q8",
            ["clipSigma"] = GroupMade.Clip / 256.0,
        },
        ["cost"] = Cost(table),
        ["thresholds"] = Thresholds(table.Thresholds),
        ["golden"] = new JsonObject
        {
            ["score"] = ScoreBits.Of(table.GoldenScore),
            ["reproduced"] = new GroupMade(table).ReproducesGoldenScore(),
        },
    };

    // Milliseconds are estimates.
    private static JsonObject Cost(WeightTable table)
    {
        WindowCost cost = WindowCost.Of(WindowShape.Of(table));
        return new JsonObject
        {
            ["il"] = cost.Il,
            ["ticks"] = cost.Ticks,
            ["boards"] = new JsonArray([.. BoardTiming.All.Select(board => new JsonObject
            {
                ["board"] = board.Name,
                ["milliseconds"] = board.MicrosecondsPerTick * cost.Ticks / 1000,
                ["range"] = new JsonArray(board.Least * cost.Ticks / 1000, board.Most * cost.Ticks / 1000),
            })]),
        };
    }

    private static JsonObject Spec(FeatureSpec spec) => new()
    {
        ["hash"] = Hex.Of(spec.Hash),
        ["sensor"] = SensorFamily.Name(spec.SensorFamily),
        ["rangeG"] = spec.RangeG,
        ["countsPerG"] = spec.CountsPerG,
        ["sampleBits"] = spec.SampleBits,
        ["sampleRateHz"] = spec.SampleRateMilliHz / 1000.0,
        ["axes"] = spec.AxisCount,
        ["windowLength"] = spec.WindowLength,
        ["hop"] = spec.Hop,
        ["bands"] = spec.BandCount,
        ["bandEdges"] = new JsonArray([.. spec.BandEdges.Select(edge => JsonValue.Create(edge))]),
        ["crest"] = spec.Has(FeatureSpec.Crest),
        ["kurtosis"] = spec.Has(FeatureSpec.Kurtosis),
        ["rms"] = spec.Has(FeatureSpec.Rms),
        ["temperature"] = spec.Has(FeatureSpec.Temperature),
    };

    private static JsonArray Groups(WeightTable table)
    {
        var groups = new JsonArray();
        int position = 0;
        foreach (int size in table.Order.GroupSizes)
        {
            IEnumerable<int> features = table.Order.FeatureAt.Skip(position).Take(size);
            groups.Add(new JsonArray([.. features.Select(feature => JsonValue.Create(table.Spec.FeatureName(feature)))]));
            position += size;
        }

        return groups;
    }

    private static JsonObject Layer(LayerDescription layer) => new()
    {
        ["mode"] = layer.Mode,
        ["name"] = layer.Name,
        ["rows"] = layer.Rows,
        ["inputs"] = layer.Inputs,
        ["weights"] = layer.Weights,
        ["zeroWeights"] = layer.ZeroWeights,
        ["zeroRows"] = layer.ZeroRows,
        ["shifts"] = new JsonArray(layer.SmallestShift, layer.LargestShift),
    };

    private static JsonObject Thresholds(Thresholds thresholds) => new()
    {
        ["aggregateWindows"] = thresholds.AggregateWindows,
        ["warningScore"] = ScoreBits.Of(thresholds.WarningScore),
        ["alarmScore"] = ScoreBits.Of(thresholds.AlarmScore),
        ["lowScore"] = ScoreBits.Of(thresholds.LowScore),
        ["hysteresis"] = ScoreBits.Of(thresholds.Hysteresis),
        ["warningHoldWindows"] = thresholds.WarningHoldWindows,
        ["alarmHoldWindows"] = thresholds.AlarmHoldWindows,
        ["clearHoldWindows"] = thresholds.ClearHoldWindows,
        ["calibration"] = new JsonArray(ScoreBits.Of(thresholds.CalibrationLow), ScoreBits.Of(thresholds.CalibrationHigh)),
        ["centreScore"] = ScoreBits.Of(thresholds.CentreScore),
        ["baselineWindows"] = thresholds.BaselineWindows,
        ["offsetLimit"] = ScoreBits.Of(thresholds.OffsetLimit),
        ["scoreDriftLimit"] = ScoreBits.Of(thresholds.ScoreDriftLimit),
        ["bandDriftOctaves"] = thresholds.BandDriftLimit / 256.0,
        ["stoppedRmsG"] = thresholds.StoppedRmsMilliG / 1000.0,
    };
}
