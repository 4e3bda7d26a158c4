using NanoMonitor.Core.Signal;

namespace NanoMonitor.UnitTests.Golden
{
    /// <summary>Velocity of a known signal: the filters' coefficients, then the RMS of each axis.</summary>
    internal static class GoldenVelocity
    {
        /// <summary>Number of signals: noise, and square waves of full scale, at several rates and sample widths.</summary>
        public const int Count = 6;

        private const int Axes = 2;

        /// <summary>What the meter says after its first whole second.</summary>
        /// <param name="index">0 … <see cref="Count"/> − 1.</param>
        public static int[] Measure(int index)
        {
            int rateHz = index < 2 ? 2500 : index < 4 ? 4000 : 26667;
            int bits = index % 2 == 0 ? 16 : 20;
            FeatureSpec spec = new FeatureSpec(SensorFamily.Unknown, 8, 4096 << (bits - 16), bits, rateHz * 1000, Axes, 512, 512, 16, 0);
            VelocityDesign design = new VelocityDesign(spec.SampleRateMilliHz, spec.CountsPerG, spec.SampleBits);
            VelocityMeter meter = new VelocityMeter(spec);
            IntegerNoise noise = new IntegerNoise(index);
            int[][] samples = new int[Axes][];
            samples[0] = new int[spec.WindowLength];
            samples[1] = new int[spec.WindowLength];
            int n = 0;
            do
            {
                for (int i = 0; i < spec.WindowLength; i++)
                {
                    samples[0][i] = noise.Signed(bits - index);
                    samples[1][i] = (n / (20 + index)) % 2 == 0 ? (1 << (bits - 1)) - 1 : -1 << (bits - 1);
                    n++;
                }
            }
            while (!meter.Add(samples));

            return new int[]
            {
                design.InputShift, design.LowPass1, design.LowPass2, design.Leak, design.Damping, design.Stiffness, design.OutputShift,
                meter.RmsCentiMmS[0], meter.RmsCentiMmS[1],
            };
        }
    }
}
