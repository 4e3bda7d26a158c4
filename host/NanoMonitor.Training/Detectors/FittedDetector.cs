namespace NanoMonitor.Training.Detectors;

/// <summary>A detector that is a function of scaled rows.</summary>
/// <param name="MultiplyAdds">See <see cref="IDetector.MultiplyAdds"/>.</param>
/// <param name="Numbers">Learned numbers, counted as float32.</param>
/// <param name="Scorer">From rows to scores.</param>
internal sealed record FittedDetector(long? MultiplyAdds, long Numbers, Func<IReadOnlyList<double[]>, double[]> Scorer) : IDetector
{
    private const int BytesPerNumber = 4;

    /// <inheritdoc/>
    public long Bytes => BytesPerNumber * Numbers;

    /// <inheritdoc/>
    public double[] Score(IReadOnlyList<double[]> rows) => rows.Count == 0 ? [] : Scorer(rows);
}
