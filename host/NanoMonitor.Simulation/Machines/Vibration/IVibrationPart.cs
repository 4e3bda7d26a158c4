namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>One cause of vibration. A machine is a sum of such parts; a fault is one more, with its severity as gain.</summary>
public interface IVibrationPart
{
    /// <summary>Prepares for samples at this rate; oscillations under way go on.</summary>
    void Begin(double sampleRateHz);

    /// <summary>Adds this part's next sample, in g, to x (horizontal), y (vertical) and z (axial).</summary>
    /// <param name="accelerationG">At least three elements.</param>
    /// <param name="shaft">The shaft at this sample.</param>
    /// <param name="gain">Factor on everything the part adds.</param>
    void AddTo(Span<double> accelerationG, Shaft shaft, double gain);
}
