namespace NanoMonitor.Core.Plain.Signal;

/// <summary>
/// One axis of a window with its mean removed exactly, and its second and fourth moments. With N samples x,
/// d = N·x − Σx, so that nothing is rounded: d is N times the deviation from the mean.
/// </summary>
public sealed class PlainAxisMoments
{
    // d⁴·512 must stay below 2⁶³.
    private const int FourthPowerBits = 13;

    /// <summary>N·x − Σx, |d| below 2^(sample bits + log2 N).</summary>
    public readonly int[] Deviations;

    /// <summary>N² times the variance in counts²: N·Σx² − (Σx)².</summary>
    public long VarianceTimesSquare;

    /// <summary>max |d|.</summary>
    public int Peak;

    /// <summary>Σ (d / 2^<see cref="FourthShift"/>)⁴, each term rounded.</summary>
    public long Fourth;

    /// <summary>The bits dropped from d before its fourth power, so that 13 remain of the peak.</summary>
    public int FourthShift;

    /// <summary>Room for windows of <paramref name="length"/> samples.</summary>
    public PlainAxisMoments(int length)
    {
        Deviations = new int[length];
    }

    /// <summary>Computes everything from one axis of a window.</summary>
    /// <param name="samples">N counts of at most 20 bits.</param>
    public void Compute(int[] samples)
    {
        int length = Deviations.Length;
        int sum = 0;
        long squares = 0;
        for (int n = 0; n < length; n++)
        {
            int sample = samples[n];
            sum += sample;
            squares += (long)sample * sample;
        }

        VarianceTimesSquare = (squares * length) - ((long)sum * sum);
        int peak = 0;
        for (int n = 0; n < length; n++)
        {
            int deviation = (samples[n] * length) - sum;
            Deviations[n] = deviation;
            if (deviation < 0)
            {
                deviation = -deviation;
            }

            if (deviation > peak)
            {
                peak = deviation;
            }
        }

        Peak = peak;
        ComputeFourth();
    }

    private void ComputeFourth()
    {
        int shift = 0;
        while (Peak >> shift >= 1 << FourthPowerBits)
        {
            shift++;
        }

        int half = (1 << shift) >> 1;
        long sum = 0;
        for (int n = 0; n < Deviations.Length; n++)
        {
            long deviation = (Deviations[n] + half) >> shift;
            long square = deviation * deviation;
            sum += square * square;
        }

        FourthShift = shift;
        Fourth = sum;
    }
}
