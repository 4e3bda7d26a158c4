using NanoMonitor.Core.Model;
using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Detectors;

/// <summary>The weight table as a node evaluates it, in integers. Needs a node's features.</summary>
public sealed record NodeTableKind() : DetectorKind("node")
{
    /// <inheritdoc/>
    public override string? Refusal(TrainingRows train) => train.Source is not null ? null : "the rows are not a node's features";

    /// <inheritdoc/>
    public override IDetector Fit(TrainingRows train, int seed)
    {
        var source = train.Source!;
        var draft = ModelDraft.Of(source.Spec, source.Runs, new FitOptions(seed), null);
        using (draft.Fit.Module)
        {
            byte[] bytes = draft.Integers.ToTable(new Thresholds(), source.Windows[0].Values);
            var table = WeightTable.Read(bytes);
            return new NodeTable(table, new GroupMade(table));
        }
    }

    private sealed class NodeTable(WeightTable table, GroupMade model) : IBlamingDetector
    {
        private const double TermOne = 256;

        public long? MultiplyAdds => Quantization.TableSize.MultiplyAdds(table.Order, table.ModeCount, table.HiddenCount);

        public long Bytes => table.Length;

        public double[] Score(IReadOnlyList<double[]> rows)
        {
            return [.. rows.Select(row => ScoreBits.Of(Evaluate(row)))];
        }

        public double[] Blame(double[] row)
        {
            Evaluate(row);
            return Array.ConvertAll(model.Terms, term => term / TermOne);
        }

        private int Evaluate(double[] row) => model.Evaluate(Array.ConvertAll(row, value => (short)value));
    }
}
