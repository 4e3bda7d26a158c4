using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Tests.Signal;

/// <summary>No input of 16 or 20 bits, however unkind, makes the filter overflow.</summary>
public class VelocityFilterTests
{
    private const int Length = 512;

    public static TheoryData<int, int> Cases
    {
        get
        {
            TheoryData<int, int> cases = [];
            foreach (int rateHz in new[] { 2500, 2777, 3200, 4000, 5376, 6667, 10000, 26667, 32000 })
            {
                cases.Add(rateHz, 16);
                cases.Add(rateHz, 20);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_absolute_sums_of_its_impulse_responses_leave_room_for_every_input(int rateHz, int bits)
    {
        VelocityDesign d = new(rateHz * 1000, 4096, bits);
        double[][] responses = Responses(d, rateHz);
        double[] bound = [.. responses.Select(response => response.Sum(Math.Abs) * Math.Pow(2, VelocityDesign.InputBits - 1))];
        (double low, double sum, double slope, double velocity, double output) = (bound[0], bound[1], bound[2], bound[3], bound[4]);
        double limit = Math.Pow(2, 63);
        Assert.InRange(low * Math.Max(Math.Abs(d.LowPass1), Math.Abs(d.LowPass2)), 0, limit);
        Assert.InRange(sum * d.Leak, 0, limit);
        Assert.InRange((slope * d.Damping) + (velocity * d.Stiffness), 0, limit);
        Assert.InRange(output / (1L << d.OutputShift), 0, (1 << VelocityDesign.OutputBits) - 1);
        Assert.True((1L << (2 * VelocityDesign.OutputBits)) * (double)Length < limit);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_the_same_filter_in_128_bits_on_the_worst_inputs(int rateHz, int bits)
    {
        VelocityDesign d = new(rateHz * 1000, 4096, bits);
        double[][] responses = Responses(d, rateHz);
        int full = (1 << (bits - 1)) - 1;
        Random random = new(5);
        foreach (Func<int, int> input in new Func<int, int>[]
        {
            // The input that drives a state highest is its impulse response's sign, backwards.
            n => responses[0][^(n + 1)] < 0 ? -full - 1 : full,
            n => responses[1][^(n + 1)] < 0 ? -full - 1 : full,
            n => responses[4][^(n + 1)] < 0 ? -full - 1 : full,
            n => -full - 1,
            n => random.Next(-full - 1, full + 1),
        })
        {
            VelocityFilter filter = new(d);
            Wide wide = new(d);
            int[] samples = new int[Length];
            int total = responses[0].Length;
            for (int start = 0; start + Length <= total; start += Length)
            {
                for (int n = 0; n < Length; n++)
                {
                    samples[n] = input(start + n);
                }

                Assert.Equal(samples.Aggregate(Int128.Zero, (squares, x) => squares + wide.Next(x)), filter.Add(samples));
            }
        }
    }

    /// <summary>Of low-pass, sum, slope, velocity and output, until they have died.</summary>
    private static double[][] Responses(VelocityDesign d, int rateHz)
    {
        int length = (rateHz / Length + 1) * Length;
        double[][] responses = [.. Enumerable.Range(0, 5).Select(_ => new double[length])];
        double scaleLow = Math.Pow(2, -VelocityDesign.LowPassBits);
        double scaleHigh = Math.Pow(2, -VelocityDesign.HighPassBits);
        double s1 = 0, s2 = 0, sum = 0, change = 0, slope = 0, velocity = 0;
        for (int n = 0; n < length; n++)
        {
            double x = n == 0 ? 1 : 0;
            double low = x + s1;
            s1 = (2 * x) + s2 - (d.LowPass1 * scaleLow * low);
            s2 = x - (d.LowPass2 * scaleLow * low);
            double growth = low - (d.Leak * scaleHigh * sum);
            sum += growth;
            change -= ((d.Damping * slope) + (d.Stiffness * velocity)) * scaleHigh;
            slope = growth + change;
            velocity += slope;
            double[] states = [low, sum, slope, velocity, velocity - (slope / 8)];
            for (int i = 0; i < states.Length; i++)
            {
                responses[i][n] = states[i];
            }
        }

        return responses;
    }

    /// <summary>The filter without any bound: the plain reference.</summary>
    private sealed class Wide(VelocityDesign d)
    {
        private Int128 _s1;
        private Int128 _s2;
        private Int128 _sum;
        private Int128 _change;
        private Int128 _slope;
        private Int128 _velocity;

        public Int128 Next(int sample)
        {
            Int128 x = (Int128)sample << d.InputShift;
            Int128 low = x + _s1;
            _s1 = x + x + _s2 - ((d.LowPass1 * low) >> VelocityDesign.LowPassBits);
            _s2 = x - ((d.LowPass2 * low) >> VelocityDesign.LowPassBits);
            Int128 growth = low - ((d.Leak * _sum) >> VelocityDesign.HighPassBits);
            _sum += growth;
            _change -= ((d.Damping * _slope) + (d.Stiffness * _velocity)) >> VelocityDesign.HighPassBits;
            _slope = growth + _change;
            _velocity += _slope;
            Int128 output = (_velocity - (_slope >> 3)) >> d.OutputShift;
            return output * output;
        }
    }
}
