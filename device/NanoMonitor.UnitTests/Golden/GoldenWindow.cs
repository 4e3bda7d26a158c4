using NanoMonitor.Core.Numerics;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>One window of a known signal, with the spec it is to be judged under.</summary>
    internal sealed class GoldenWindow
    {
        /// <summary>Number of windows: each kind of signal at each window length and sample width.</summary>
        public const int Count = Kinds * 3 * 2;

        private const int Kinds = 7;
        private const int Still = 0;
        private const int Quiet = 1;
        private const int Loud = 2;
        private const int FullScale = 3;
        private const int Sine = 4;
        private const int Impulse = 5;

        private readonly int _kind;
        private readonly int _seed;

        /// <param name="index">0 … <see cref="Count"/> − 1.</param>
        public GoldenWindow(int index)
        {
            _kind = index % Kinds;
            _seed = index;
            int size = index / Kinds;
            Spec = new FeatureSpec(
                SensorFamily.Unknown,
                8,
                size % 2 == 0 ? 4096 : 65536,
                size % 2 == 0 ? 16 : 20,
                1000000,
                1 + (index % 3),
                128 << (size / 2),
                128 << (size / 2),
                16,
                index % 16);
        }

        /// <summary>What its features mean.</summary>
        public FeatureSpec Spec { get; }

        /// <summary>Temperature in 0.01 °C.</summary>
        public int TemperatureCentiC
        {
            get { return (_seed * 911) - 9000; }
        }

        /// <summary>The counts, [axis][n].</summary>
        public int[][] Samples()
        {
            int[][] samples = new int[Spec.AxisCount][];
            for (int axis = 0; axis < samples.Length; axis++)
            {
                samples[axis] = Axis(axis);
            }

            return samples;
        }

        private int[] Axis(int axis)
        {
            IntegerNoise noise = new IntegerNoise((_seed * 16) + axis);
            int length = Spec.WindowLength;
            int bits = Spec.SampleBits;
            int full = (1 << (bits - 1)) - 1;
            int offset = noise.Signed(bits - 4);
            int turns = noise.Between(1, length / 2);
            int[] counts = new int[length];
            for (int n = 0; n < length; n++)
            {
                switch (_kind)
                {
                    case Still:
                        counts[n] = offset;
                        break;
                    case Quiet:
                        counts[n] = offset + noise.Signed(3);
                        break;
                    case Loud:
                        counts[n] = noise.Signed(bits - 1);
                        break;
                    case FullScale:
                        counts[n] = (n / (axis + 3)) % 2 == 0 ? full : -full - 1;
                        break;
                    case Sine:
                        counts[n] = (int)(((long)full * FixedTrigonometry.Sine(turns * n, length)) >> 30);
                        break;
                    case Impulse:
                        counts[n] = (n == length / 3 ? full / 2 : 0) + noise.Signed(4);
                        break;
                    default:
                        counts[n] = noise.Signed(bits);
                        break;
                }
            }

            return counts;
        }
    }
}
