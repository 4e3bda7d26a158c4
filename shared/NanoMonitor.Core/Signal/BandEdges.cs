using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Signal
{
    /// <summary>Edges of the logarithmically spaced frequency bands, in FFT bins.</summary>
    public static class BandEdges
    {
        /// <summary>
        /// e₀ = 1, eᵢ = max(eᵢ₋₁ + 1, round((N/2)^(i/bands))); band i holds the bins eᵢ … eᵢ₊₁ − 1, so that together
        /// they hold the bins 1 … N/2 − 1.
        /// </summary>
        /// <param name="windowLength">N, a power of two.</param>
        /// <param name="bandCount">Bands, fewer than N/2.</param>
        /// <returns>bandCount + 1 edges; the last is N/2.</returns>
        public static int[] Create(int windowLength, int bandCount)
        {
            int bits = 0;
            while (2 << bits < windowLength)
            {
                bits++;
            }

            int[] edges = new int[bandCount + 1];
            edges[0] = 1;
            for (int i = 1; i <= bandCount; i++)
            {
                long exponent = ((long)bits << 16) * i / bandCount;
                long power = Exp2.FractionQ30((int)(exponent & 0xFFFF)) << (int)(exponent >> 16);
                int edge = (int)((power + (1L << 29)) >> 30);
                edges[i] = edge > edges[i - 1] ? edge : edges[i - 1] + 1;
            }

            return edges;
        }
    }
}
