namespace NanoMonitor.Training.Detectors;

/// <summary>A detector that says which features are to blame for a score.</summary>
public interface IBlamingDetector : IDetector
{
    /// <summary>Each feature's part in the score of a row, in bits, 0 and up.</summary>
    /// <param name="row">[feature], as the detector's training rows were.</param>
    double[] Blame(double[] row);
}
