using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>
/// What an accelerometer on a rotating machine gives: gravity, tones at the speed of rotation and above it, and noise. In integers
/// alone, so that it is the same on any machine.
/// </summary>
public static class SimulatedMotion
{
    private const int Turn = 4096;

    // Amplitude in counts, and the part of a turn from sample to sample, of each tone.
    private static readonly (int Amplitude, int Step)[] s_tones = [(400, 101), (160, 202), (90, 303), (60, 1017), (45, 1490)];

    /// <summary>[axis][row] in counts.</summary>
    public static int[][] Counts(int rows)
    {
        int state = 1;
        int[][] counts = [new int[rows], new int[rows], new int[rows]];
        for (int row = 0; row < rows; row++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                long value = axis == 2 ? 4096 : 0;
                foreach ((int amplitude, int step) in s_tones)
                {
                    value += ((long)amplitude * FixedTrigonometry.Sine(((row * step) + (axis * 700)) % Turn, Turn)) >> (30 + axis);
                }

                // The sum of four uniform numbers is nearly Gaussian.
                for (int i = 0; i < 4; i++)
                {
                    state = unchecked((state * 1_103_515_245) + 12_345);
                    value += ((state >> 16) & 63) - 32;
                }

                counts[axis][row] = (int)value;
            }
        }

        return counts;
    }
}
