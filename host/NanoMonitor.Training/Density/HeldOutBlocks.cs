namespace NanoMonitor.Training.Density;

/// <summary>Divides windows in time: neighbouring windows resemble each other, so whole blocks are held out, not single windows.</summary>
internal static class HeldOutBlocks
{
    private const int BlocksPerRun = 10;

    /// <summary>Of the ten blocks of each run, the third and the eighth are held out.</summary>
    public static (double[][] Fitted, double[][] HeldOut) Divide(IReadOnlyList<double[][]> runs)
    {
        var fitted = new List<double[]>();
        var heldOut = new List<double[]>();
        foreach (var run in runs)
        {
            for (int i = 0; i < run.Length; i++)
            {
                (IsHeldOut(i, run.Length) ? heldOut : fitted).Add(run[i]);
            }
        }

        return ([.. fitted], [.. heldOut]);
    }

    /// <summary>Whether a window of a run of some length is held out.</summary>
    public static bool IsHeldOut(int window, int windows) => window * BlocksPerRun / windows is 2 or 7;
}
