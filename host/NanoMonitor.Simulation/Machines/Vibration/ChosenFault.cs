namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>One of several faults that a machine may have, one at a time.</summary>
/// <param name="faults">The faults.</param>
public sealed class ChosenFault(IReadOnlyList<IVibrationPart> faults) : IVibrationPart
{
    /// <summary>Which of them, from 0.</summary>
    public int Choice { get; set; }

    /// <inheritdoc/>
    public void Begin(double sampleRateHz)
    {
        foreach (IVibrationPart fault in faults)
        {
            fault.Begin(sampleRateHz);
        }
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> accelerationG, Shaft shaft, double gain)
    {
        faults[Choice].AddTo(accelerationG, shaft, gain);
    }
}
