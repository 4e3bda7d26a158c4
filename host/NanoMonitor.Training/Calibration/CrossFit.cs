using NanoMonitor.Datasets.NodeFeatures;
using NanoMonitor.Training.Features;

namespace NanoMonitor.Training.Calibration;

/// <summary>
/// Scores every training window with models that have not seen it: once with its block of about a tenth of all windows left out, and,
/// where there are several runs, once with its whole run left out.
/// </summary>
/// <param name="ByBlock">Every block, scored by a model of all windows but its own.</param>
/// <param name="ByRun">Every block, scored by a model of all runs but its own; empty where there is one run, or too little without it.</param>
public sealed record CrossFit(IReadOnlyList<HeldOutBlock> ByBlock, IReadOnlyList<HeldOutBlock> ByRun)
{
    private const int Blocks = 10;

    // A block shorter than this many trailing means says little.
    private const int LeastMeansPerBlock = 3;

    /// <summary>Fits one model a fold and collects what it says of the windows it has not seen.</summary>
    /// <param name="runs">Training runs, none empty.</param>
    /// <param name="aggregateWindows">Windows of the trailing mean.</param>
    /// <param name="foldCount">Models to fit for the blocks at most: block b is left out together with the blocks b ± foldCount, b ± 2·foldCount, …</param>
    /// <param name="leastWindows">Windows that a model needs; a run is not left out where fewer would remain.</param>
    /// <param name="fit">From training runs to a function that scores a row of features, in bits per feature.</param>
    /// <param name="progress">Told after each fold, or null.</param>
    public static CrossFit Of(
        IReadOnlyList<FeatureRun> runs,
        int aggregateWindows,
        int foldCount,
        int leastWindows,
        Func<IReadOnlyList<FeatureRun>, Func<FeatureWindow, double>> fit,
        IProgress<TrainingProgress>? progress)
    {
        var blocks = BlocksOf(runs, aggregateWindows);
        int total = runs.Sum(run => run.Windows.Count);
        int[] leftOut = runs.Count < 2 ? [] : [.. Enumerable.Range(0, runs.Count).Where(run => total - runs[run].Windows.Count >= leastWindows)];
        int folds = Math.Min(foldCount, blocks.Count);
        int steps = folds + leftOut.Length;
        int step = 0;
        void Report() => progress?.Report(new TrainingProgress("Calibrating on held-out windows", ++step, steps));

        var byBlock = new HeldOutBlock[blocks.Count];
        for (int fold = 0; fold < folds; fold++)
        {
            int[] heldOut = [.. Enumerable.Range(0, blocks.Count).Where(block => block % folds == fold)];
            var score = fit(Without(runs, [.. heldOut.Select(block => blocks[block])]));
            foreach (int block in heldOut)
            {
                byBlock[block] = Judge(runs, blocks[block], aggregateWindows, score);
            }

            Report();
        }

        var byRun = new List<HeldOutBlock>();
        foreach (int run in leftOut)
        {
            var score = fit([.. runs.Where((_, index) => index != run)]);
            byRun.AddRange(blocks.Where(block => block.Run == run).Select(block => Judge(runs, block, aggregateWindows, score)));
            Report();
        }

        return new CrossFit(byBlock, byRun);
    }

    private static List<FeatureRun> Without(IReadOnlyList<FeatureRun> runs, IReadOnlyList<(int Run, int From, int To)> blocks)
    {
        var rest = new List<FeatureRun>(runs);
        // From the last: what comes before keeps its place.
        foreach (var (run, from, to) in blocks.Reverse())
        {
            rest[run] = rest[run].Without(from, to);
        }

        rest.RemoveAll(run => run.Windows.Count == 0);
        return rest;
    }

    private static HeldOutBlock Judge(IReadOnlyList<FeatureRun> runs, (int Run, int From, int To) block, int aggregateWindows, Func<FeatureWindow, double> score)
    {
        var stretches = runs[block.Run].Slice(block.From, block.To).Stretches;
        return HeldOutBlock.Of(block.Run, [.. stretches.Select(stretch => stretch.Select(score).ToArray())], aggregateWindows);
    }

    // Each run is divided evenly, into as many blocks as its share of all windows gives, at least one.
    private static List<(int Run, int From, int To)> BlocksOf(IReadOnlyList<FeatureRun> runs, int aggregateWindows)
    {
        int total = runs.Sum(run => run.Windows.Count);
        int count = Math.Clamp(total / (aggregateWindows + LeastMeansPerBlock - 1), 2, Blocks);
        var blocks = new List<(int, int, int)>();
        for (int run = 0; run < runs.Count; run++)
        {
            int windows = runs[run].Windows.Count;
            int parts = Math.Max(1, (int)Math.Round((double)count * windows / total));
            for (int part = 0; part < parts; part++)
            {
                blocks.Add((run, (int)((long)windows * part / parts), (int)((long)windows * (part + 1) / parts)));
            }
        }

        return blocks;
    }
}
