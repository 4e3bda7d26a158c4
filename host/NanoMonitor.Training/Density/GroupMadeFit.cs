namespace NanoMonitor.Training.Density;

/// <summary>A fitted model.</summary>
/// <param name="Module">The model.</param>
/// <param name="Assignment">The mode of each training window.</param>
/// <param name="ResidualGainNats">How far a residual network lowered the negative log-likelihood of held-out windows, nats a feature; null where none was tried.</param>
/// <param name="ResidualEpochs">Passes through the windows that trained the residual network; 0 without one.</param>
public sealed record GroupMadeFit(GroupMadeModule Module, int[] Assignment, double? ResidualGainNats, int ResidualEpochs)
{
    /// <summary>Whether the model has a residual network.</summary>
    public bool ResidualKept => Module.HiddenCount > 0;
}
