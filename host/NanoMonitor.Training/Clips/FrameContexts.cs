namespace NanoMonitor.Training.Clips;

/// <summary>Rows of five successive frames with pooled bands, as the DCASE 2020 baseline takes them.</summary>
public static class FrameContexts
{
    /// <summary>Frames of a row.</summary>
    public const int Frames = 5;

    // From row to row; neighbouring rows share four frames and say almost the same.
    private const int Step = 4;

    /// <summary>[feature]: what each is called.</summary>
    public static IReadOnlyList<string> Names(int bands)
    {
        return [.. Enumerable.Range(0, Frames).SelectMany(frame => Enumerable.Range(0, ClipStatistics.PooledBands(bands)).Select(band => $"frame{frame}.band{band:D2}"))];
    }

    /// <summary>The rows of one clip; none where it has fewer than five frames.</summary>
    /// <param name="frames">[frame][band]</param>
    public static double[][] Of(float[][] frames)
    {
        double[][] pooled = [.. frames.Select(ClipStatistics.Pool)];
        var rows = new List<double[]>();
        for (int first = 0; first + Frames <= pooled.Length; first += Step)
        {
            rows.Add([.. pooled[first..(first + Frames)].SelectMany(frame => frame)]);
        }

        return [.. rows];
    }
}
