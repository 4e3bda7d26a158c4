using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Fleet.Tests.Nodes;

/// <summary>Sound weight tables that have learnt nothing: one mode, one group, all weights zero.</summary>
public static class TestTables
{
    public static FeatureSpec Spec { get; } = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 200_000);

    public static FeatureSpec OtherSpec { get; } = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, 4096, 1_000_000);

    /// <param name="spec">The features it reads.</param>
    /// <param name="bias">The first bias, by which tables differ.</param>
    /// <param name="calibrationHigh">Q12 bits a feature; a trial whose mean score lies above is given up.</param>
    /// <param name="warningScore">Q12 bits a feature; an alarm is at twice as much.</param>
    public static byte[] Create(FeatureSpec spec, short bias = 0, int calibrationHigh = 1 << 20, int warningScore = 8192)
    {
        byte[] draft = Write(spec, bias, calibrationHigh, warningScore, goldenScore: 0);
        WeightTable table = WeightTable.Read(draft);
        return Write(spec, bias, calibrationHigh, warningScore, new GroupMade(table).Evaluate(table.GoldenFeatures));
    }

    private static byte[] Write(FeatureSpec spec, short bias, int calibrationHigh, int warningScore, int goldenScore)
    {
        int features = spec.FeatureCount;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("NMT"u8);
        writer.Write((byte)WeightTable.Version);
        writer.Write(0);
        writer.Write(spec.Encode());
        writer.Write(spec.Hash);
        writer.Write([1, 1, 0, 0]);
        foreach (short windows in new short[] { 4, 1, 1, 1 })
        {
            writer.Write(windows);
        }

        foreach (int score in new[] { warningScore, 2 * warningScore, -65536, 100, -65536, calibrationHigh, 0, 0, 0, 400, 256 })
        {
            writer.Write(score);
        }

        writer.Write((byte)features);
        writer.Write(new byte[2 * features]);
        for (int i = 0; i < features; i++)
        {
            writer.Write((short)1024);
        }

        writer.Write((byte)0);
        writer.Write(bias);
        writer.Write(new byte[(2 * (features - 1)) + (2 * features)]);
        for (int i = 0; i < features; i++)
        {
            writer.Write((short)0);
        }

        for (int i = 0; i < features; i++)
        {
            writer.Write((byte)1);
        }

        writer.Write(new byte[features * (features - 1) / 2]);
        writer.Write(new byte[2 * features]);
        writer.Write(goldenScore);
        writer.Write(0);

        byte[] table = stream.ToArray();
        Bytes.WriteInt32(table, 4, table.Length);
        Bytes.WriteInt32(table, table.Length - 4, Crc32.Of(table, 0, table.Length - 4));
        return table;
    }
}
