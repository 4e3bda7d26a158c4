using NanoMonitor.Simulation.Machines;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Takes stretches of a machine's vibration, as [axis][n] in g.</summary>
internal static class Recording
{
    public static double[][] Of(IMachine machine, double sampleRateHz, int length, double startSeconds = 0)
    {
        var signal = new double[][] { new double[length], new double[length], new double[length] };
        var sample = new double[3];
        machine.Begin(startSeconds, sampleRateHz);
        for (int n = 0; n < length; n++)
        {
            machine.Next(sample);
            for (int axis = 0; axis < 3; axis++)
            {
                signal[axis][n] = sample[axis];
            }
        }

        return signal;
    }

    public static double Rms(double[] signal)
    {
        return Math.Sqrt(signal.Average(value => value * value));
    }

    public static double Kurtosis(double[] signal)
    {
        double square = signal.Average(value => value * value);
        return signal.Average(value => value * value * value * value) / (square * square);
    }
}
