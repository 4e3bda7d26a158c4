namespace NanoMonitor.Training.Detectors;

/// <summary>A fitted anomaly detector: rows of features in, scores out, higher is less normal.</summary>
public interface IDetector
{
    /// <summary>Multiplications with learned numbers for one row; null where the method has none.</summary>
    long? MultiplyAdds { get; }

    /// <summary>Bytes of what was learned: a node's table as it is, other numbers as float32.</summary>
    long Bytes { get; }

    /// <summary>The score of each row.</summary>
    /// <param name="rows">[n][feature], as the detector's training rows were.</param>
    double[] Score(IReadOnlyList<double[]> rows);

    /// <summary>The score of each row of a known identity; the same as without it for detectors that do not tell identities apart.</summary>
    /// <param name="rows">[n][feature], as the detector's training rows were.</param>
    /// <param name="identity">One of <see cref="TrainingRows.Identities"/>; null, or another, where the rows are of none of them.</param>
    double[] Score(IReadOnlyList<double[]> rows, string? identity) => Score(rows);
}
