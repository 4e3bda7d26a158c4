namespace NanoMonitor.Training.Detectors;

/// <summary>A way to make a detector out of rows of a healthy machine.</summary>
/// <param name="Name">Its name in reports.</param>
public abstract record DetectorKind(string Name)
{
    /// <summary>Whether the seed has an influence.</summary>
    public virtual bool IsRandom => true;

    /// <summary>Whether it learns to tell <see cref="TrainingRows.Identities"/> apart.</summary>
    public virtual bool NeedsIdentities => false;

    /// <summary>Why this kind cannot learn from such rows, in a few words; null where it can.</summary>
    public virtual string? Refusal(TrainingRows train) => null;

    /// <summary>Whether this kind can learn from such rows.</summary>
    public bool Accepts(TrainingRows train) => Refusal(train) is null;

    /// <summary>Fits a detector; the same rows and seed give the same detector.</summary>
    /// <exception cref="TrainingException">The rows do not do.</exception>
    public abstract IDetector Fit(TrainingRows train, int seed);
}
