using System;
using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// The coefficients that turn acceleration into vibration velocity of 10 Hz to 1000 Hz at one sample rate, in fixed point
    /// from integers alone. <see cref="VelocityFilter"/> applies them.
    /// </summary>
    /// <remarks>
    /// <para>
    /// In series, each by the bilinear transform with k = tan(π·f/rate), f = 1000 Hz for the low-pass and 10 Hz for the high-pass:
    /// a low-pass, (1 + z⁻¹)² over 1 + a₁z⁻¹ + a₂z⁻² from s² + 1.927085·s + 2.356828 (Chebyshev, second order, 0.2 dB);
    /// the real and the complex pole pair of a third-order Chebyshev high-pass of 0.2 dB, s/(s + 1.227545) and
    /// s²/(s² + 0.576272·s + 0.707399); and the integrator (7 + z⁻¹)/(8·(1 − z⁻¹)) of Al-Alaoui, "Novel digital integrator and
    /// differentiator" (Electronics Letters 29, 1993). Integrator and first high-pass together are a leaky sum.
    /// </para>
    /// <para>
    /// The reading of a sine lies within −2.8 % and +2.9 % of the truth from 10 Hz to 1000 Hz at every rate from 2.5 kHz on; −3 dB at
    /// 7.8 Hz and, at 2.5, 4 and 6.67 kHz, at 1.10, 1.31 and 1.51 kHz. ISO 2954 allows 0.8 … 1.1 at 10 and at 1000 Hz, 0.9 … 1.1 between.
    /// </para>
    /// <para>
    /// Bounds: samples are shifted up to 28 bits, sign included. The largest gain of any state for any input is that of its
    /// impulse response's absolute sum; up to 32 kHz every product of the filter then stays below 2⁶³ and every output within 26 bits.
    /// </para>
    /// </remarks>
    public sealed class VelocityDesign
    {
        /// <summary>The lowest nominal rate at which 1000 Hz can be measured, mHz.</summary>
        public const int LowestRateMilliHz = 2500000;

        /// <summary>The highest nominal rate whose products stay below 2⁶³, mHz.</summary>
        public const int HighestRateMilliHz = 32000000;

        /// <summary>Fraction bits of <see cref="LowPass1"/> and <see cref="LowPass2"/>.</summary>
        public const int LowPassBits = 24;

        /// <summary>Fraction bits of <see cref="Leak"/>, <see cref="Damping"/> and <see cref="Stiffness"/>.</summary>
        public const int HighPassBits = 28;

        /// <summary>Bits of a sample as the filter takes it, sign included.</summary>
        public const int InputBits = 28;

        /// <summary>Bits of an output, sign excluded.</summary>
        public const int OutputBits = 26;

        // π in Q40.
        private const long Pi = 3454217652358;

        private const int LowEdgeMilliHz = 10000;
        private const int HighEdgeMilliHz = 1000000;
        private const int TrigonometricPeriod = 65536;

        // The prototypes' coefficients: 1.927085085 and 2.356828462 in Q24, 1.227544930, 0.576271614 and 0.707399298 in Q30.
        private const long LowPassS1 = 32331123;
        private const long LowPassS0 = 39541020;
        private const long RealPole = 1318066332;
        private const long PairS1 = 618766934;
        private const long PairS0 = 759564213;

        // 0.01 mm/s in 9.80665 m/s², times 1000 for a rate in mHz, times 0.995, which centres the ripple.
        private const long CentiMmSOfGSecond = 975761675;

        /// <summary>Left shift of a sample.</summary>
        public readonly int InputShift;

        /// <summary>a₁ of the low-pass, Q24.</summary>
        public readonly int LowPass1;

        /// <summary>a₂ of the low-pass, Q24.</summary>
        public readonly int LowPass2;

        /// <summary>What the leaky sum loses a sample, Q28.</summary>
        public readonly int Leak;

        /// <summary>1 − r² of the pole pair r·exp(±jθ), Q28.</summary>
        public readonly int Damping;

        /// <summary>1 − 2r·cos θ + r² of the pole pair, Q28.</summary>
        public readonly int Stiffness;

        /// <summary>Right shift of an output.</summary>
        public readonly int OutputShift;

        private readonly long _scale;
        private readonly int _scaleShift;

        /// <summary>Derives everything.</summary>
        /// <param name="sampleRateMilliHz">Nominal rate, <see cref="LowestRateMilliHz"/> … <see cref="HighestRateMilliHz"/>.</param>
        /// <param name="countsPerG">Counts per g.</param>
        /// <param name="sampleBits">Bits of a sample, 8 … 20.</param>
        /// <exception cref="ArgumentException">Another rate.</exception>
        public VelocityDesign(int sampleRateMilliHz, int countsPerG, int sampleBits)
        {
            if (!Covers(sampleRateMilliHz))
            {
                throw new ArgumentException("velocity needs a sample rate of 2500 to 32000 Hz, not " + sampleRateMilliHz.ToString() + " mHz");
            }

            InputShift = InputBits - sampleBits;

            // Low-pass, in Q24.
            int angle = (int)((((long)TrigonometricPeriod / 2 * HighEdgeMilliHz) + (sampleRateMilliHz / 2)) / sampleRateMilliHz);
            long one = 1L << 24;
            long k = ((long)FixedTrigonometry.Sine(angle, TrigonometricPeriod) << 24) / FixedTrigonometry.Cosine(angle, TrigonometricPeriod);
            long first = (LowPassS1 * k) >> 24;
            long square = (LowPassS0 * ((k * k) >> 24)) >> 24;
            long lowPassSum = one + first + square;
            LowPass1 = (int)(((2 * (square - one)) << LowPassBits) / lowPassSum);
            LowPass2 = (int)(((one - first + square) << LowPassBits) / lowPassSum);
            long gain = (square << 30) / lowPassSum;

            // High-pass, in Q40; tan t = t + t³/3 to seven digits, as t is below 0.013.
            one = 1L << 40;
            k = Pi * LowEdgeMilliHz / sampleRateMilliHz;
            k += Product(Product(k, k), k) / 3;
            long real = (RealPole * (k >> 10)) >> 20;
            first = (PairS1 * (k >> 10)) >> 20;
            square = (PairS0 * (Product(k, k) >> 10)) >> 20;
            long pairSum = one + first + square;
            Leak = Quotient(2 * real, one + real);
            Damping = Quotient(2 * first, pairSum);
            Stiffness = Quotient(4 * square, pairSum);

            // Twice the sum of a constant full scale covers every input.
            long bound = (1L << InputBits) * (1L << 30) / gain * (1L << HighPassBits) / Leak;
            while (bound >> OutputShift >= 1L << OutputBits)
            {
                OutputShift++;
            }

            gain = (gain * Inverse(one + real)) >> 30;
            gain = (gain * Inverse(pairSum)) >> 30;
            _scale = CentiMmSOfGSecond * gain / ((long)countsPerG * sampleRateMilliHz);
            _scaleShift = 30 + InputShift - OutputShift;
        }

        /// <summary>Whether velocity can be measured at a nominal rate.</summary>
        public static bool Covers(int sampleRateMilliHz)
        {
            return sampleRateMilliHz >= LowestRateMilliHz && sampleRateMilliHz <= HighestRateMilliHz;
        }

        /// <summary>A mean square of outputs as an RMS velocity in 0.01 mm/s, rounded.</summary>
        /// <param name="meanSquare">0 … 2⁵².</param>
        public int CentiMmS(long meanSquare)
        {
            return (int)(((IntegerRoot.Floor(meanSquare) * _scale) + (1L << (_scaleShift - 1))) >> _scaleShift);
        }

        // Of two numbers in Q40 below 2³⁴.
        private static long Product(long a, long b)
        {
            return ((a >> 10) * (b >> 10)) >> 20;
        }

        // Of two numbers in Q40, in Q28.
        private static int Quotient(long a, long b)
        {
            return (int)((a << 18) / (b >> 10));
        }

        // Of a number in Q40, in Q30.
        private static long Inverse(long a)
        {
            return (1L << 60) / (a >> 10);
        }
    }
}
