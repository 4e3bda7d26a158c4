using System.Buffers.Binary;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Training.Quantization;

/// <summary>Writes weight tables in the format that <see cref="WeightTable"/> documents and reads.</summary>
public static class WeightTableWriter
{
    /// <summary>The bytes of a table, its golden score computed by the code that runs on the node.</summary>
    /// <exception cref="FormatException">The parameters do not make a table that a node takes.</exception>
    public static byte[] Write(TableParameters parameters)
    {
        var draft = WeightTable.Read(Write(parameters, goldenScore: 0));
        var goldenScore = new GroupMade(draft).Evaluate(parameters.GoldenFeatures);
        return Write(parameters, goldenScore);
    }

    private static byte[] Write(TableParameters parameters, int goldenScore)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteHeader(writer, parameters);
        WriteThresholds(writer, parameters.Thresholds);
        WriteOrder(writer, parameters.Order);
        WriteAll(writer, parameters.Offset);
        WriteAll(writer, parameters.Scale);
        foreach (var mode in parameters.Modes)
        {
            WriteMode(writer, mode);
        }

        WriteAll(writer, parameters.GoldenFeatures);
        writer.Write(goldenScore);
        writer.Write(0);
        var bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32.Of(bytes, 0, bytes.Length - 4));
        return bytes;
    }

    private static void WriteHeader(BinaryWriter writer, TableParameters parameters)
    {
        writer.Write("NMT"u8);
        writer.Write((byte)WeightTable.Version);
        writer.Write(0);
        writer.Write(parameters.Spec.Encode());
        writer.Write(parameters.Spec.Hash);
        writer.Write(checked((byte)parameters.Modes.Count));
        writer.Write(checked((byte)parameters.Order.GroupSizes.Length));
        writer.Write(checked((byte)parameters.HiddenCount));
        writer.Write((byte)(IsNatural(parameters.Order) ? 0 : WeightTable.HasOrder));
    }

    private static void WriteThresholds(BinaryWriter writer, Thresholds thresholds)
    {
        writer.Write(checked((ushort)thresholds.AggregateWindows));
        writer.Write(checked((ushort)thresholds.WarningHoldWindows));
        writer.Write(checked((ushort)thresholds.AlarmHoldWindows));
        writer.Write(checked((ushort)thresholds.ClearHoldWindows));
        writer.Write(thresholds.WarningScore);
        writer.Write(thresholds.AlarmScore);
        writer.Write(thresholds.LowScore);
        writer.Write(thresholds.Hysteresis);
        writer.Write(thresholds.CalibrationLow);
        writer.Write(thresholds.CalibrationHigh);
        writer.Write(checked((ushort)thresholds.StoppedRmsMilliG));
        writer.Write(checked((ushort)thresholds.BaselineWindows));
        writer.Write(thresholds.CentreScore);
        writer.Write(thresholds.OffsetLimit);
        writer.Write(thresholds.ScoreDriftLimit);
        writer.Write(checked((ushort)thresholds.BandDriftLimit));
        writer.Write((ushort)0);
    }

    private static void WriteOrder(BinaryWriter writer, GroupOrder order)
    {
        foreach (var size in order.GroupSizes)
        {
            writer.Write(checked((byte)size));
        }

        if (!IsNatural(order))
        {
            foreach (var feature in order.FeatureAt)
            {
                writer.Write(checked((byte)feature));
            }
        }
    }

    private static void WriteMode(BinaryWriter writer, ModeTable mode)
    {
        writer.Write((byte)(mode.HasResidual ? 1 : 0));
        WriteAll(writer, mode.Bias);
        WriteAll(writer, mode.LogSigma);
        WriteLayer(writer, mode.Skip);
        if (mode.HasResidual)
        {
            WriteAll(writer, mode.HiddenBias);
            WriteLayer(writer, mode.Hidden);
            WriteLayer(writer, mode.MeanHead);
            WriteLayer(writer, mode.LogSigmaHead);
        }
    }

    private static void WriteLayer(BinaryWriter writer, PrefixLayer layer)
    {
        WriteAll(writer, layer.Multiplier);
        writer.Write(layer.Shift);
        foreach (var weight in layer.Weights)
        {
            writer.Write(weight);
        }
    }

    private static void WriteAll(BinaryWriter writer, short[] values)
    {
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    private static bool IsNatural(GroupOrder order)
    {
        return order.FeatureAt.Select((feature, position) => feature == position).All(natural => natural);
    }
}
