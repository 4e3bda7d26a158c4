namespace NanoMonitor.Core.Tests.Signal;

/// <summary>The velocity filter as a plain float64 transfer function from its analog prototypes, sample by sample in g, out in mm/s.</summary>
internal sealed class VelocityReference
{
    private readonly Section[] _sections;

    public VelocityReference(double rateHz)
    {
        double epsilon = Math.Sqrt(Math.Pow(10, 0.02) - 1);
        double third = Math.Asinh(1 / epsilon) / 3;
        double half = Math.Asinh(1 / epsilon) / 2;
        double real = Math.Sinh(third);
        double pairReal = 0.5 * real;
        double pairSquare = (pairReal * pairReal) + (0.75 * Math.Cosh(third) * Math.Cosh(third));
        double lowReal = Math.Sinh(half) * Math.Sqrt(0.5);
        double lowSquare = (lowReal * lowReal) + (0.5 * Math.Cosh(half) * Math.Cosh(half));
        double low = Math.Tan(Math.PI * 10 / rateHz);
        double high = Math.Tan(Math.PI * 1000 / rateHz);
        _sections =
        [
            Section.Bilinear([0, 0, lowSquare], [1, 2 * lowReal, lowSquare], high),
            Section.Bilinear([0, 1, 0], [0, 1, 1 / real], low),
            Section.Bilinear([1, 0, 0], [1, 2 * pairReal / pairSquare, 1 / pairSquare], low),
            new Section([7, 1, 0], [8, -8, 0], 9806.65 * 0.995 / rateHz),
        ];
    }

    public double Next(double accelerationG) => _sections.Aggregate(accelerationG, (x, section) => section.Next(x));

    private sealed class Section(double[] numerator, double[] denominator, double gain)
    {
        private double _s1;
        private double _s2;

        /// <summary>Of (n₀s² + n₁s + n₂)/(d₀s² + d₁s + d₂) with s = (1 − z⁻¹)/(1 + z⁻¹)/k.</summary>
        public static Section Bilinear(double[] numerator, double[] denominator, double k)
        {
            double[] In(double[] p) => p[0] == 0 && denominator[0] == 0
                ? [p[1] + (p[2] * k), (p[2] * k) - p[1], 0]
                : [p[0] + (p[1] * k) + (p[2] * k * k), 2 * ((p[2] * k * k) - p[0]), p[0] - (p[1] * k) + (p[2] * k * k)];
            return new Section(In(numerator), In(denominator), 1);
        }

        public double Next(double x)
        {
            double[] b = numerator;
            double[] a = denominator;
            double y = ((b[0] * x) + _s1) / a[0];
            _s1 = (b[1] * x) - (a[1] * y) + _s2;
            _s2 = (b[2] * x) - (a[2] * y);
            return y * gain;
        }
    }
}
