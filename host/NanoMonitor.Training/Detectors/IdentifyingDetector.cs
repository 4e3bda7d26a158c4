namespace NanoMonitor.Training.Detectors;

/// <summary>A detector that is a function of rows and of whose they are.</summary>
/// <param name="MultiplyAdds">See <see cref="IDetector.MultiplyAdds"/>.</param>
/// <param name="Bytes">See <see cref="IDetector.Bytes"/>.</param>
/// <param name="Scorer">From rows and their identity to scores; an identity that was not learned, or null, where nobody knows.</param>
internal sealed record IdentifyingDetector(long? MultiplyAdds, long Bytes, Func<IReadOnlyList<double[]>, string?, double[]> Scorer) : IDetector
{
    /// <inheritdoc/>
    public double[] Score(IReadOnlyList<double[]> rows) => Score(rows, null);

    /// <inheritdoc/>
    public double[] Score(IReadOnlyList<double[]> rows, string? identity) => rows.Count == 0 ? [] : Scorer(rows, identity);
}
