using System;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// Band energies of one axis of a window, mean removed and Hann window applied, by a fast Fourier transform of real data in
    /// integers: columns of 16, then merges of four and, at N = 128 and 512, one of two.
    /// </summary>
    public sealed class Spectrum
    {
        private readonly ColumnTransform _columns;
        private readonly SpectrumMerge _first;
        private readonly SpectrumMerge _second;
        private readonly SpectrumMerge _last;
        private readonly bool _lastIsFour;
        private readonly long[] _data;
        private readonly int[] _bandOf;

        /// <summary>Σ |X_k|² of each band, of deviations from the mean (N·x − Σx) divided by 2^<see cref="Exponent"/>.</summary>
        public readonly long[] Energies;

        /// <summary>Block exponent of the last window.</summary>
        public int Exponent;

        /// <summary>Tables and room for windows of one length.</summary>
        /// <param name="length">N: 128, 256 or 512.</param>
        /// <param name="bandEdges">In bins, from 1 to N/2; see <see cref="BandEdges"/>.</param>
        public Spectrum(int length, int[] bandEdges)
        {
            _lastIsFour = length == 256;
            _columns = new ColumnTransform(length, ColumnOrder(length, _lastIsFour ? 4 : 2));
            _first = new SpectrumMerge(ColumnTransform.ColumnLength, 4);
            _second = length == 512 ? new SpectrumMerge(64, 4) : null;
            _last = _lastIsFour ? new SpectrumMerge(64, 4) : new SpectrumMerge(length / 2, 2);
            _data = new long[length];
            Energies = new long[bandEdges.Length - 1];
            _bandOf = new int[length / 2];
            for (int band = 0; band < Energies.Length; band++)
            {
                for (int bin = bandEdges[band]; bin < bandEdges[band + 1]; bin++)
                {
                    _bandOf[bin] = band;
                }
            }
        }

        /// <summary>Computes <see cref="Energies"/> and completes the moments.</summary>
        /// <param name="samples">N counts.</param>
        /// <param name="moments">Measured.</param>
        public void Compute(int[] samples, AxisMoments moments)
        {
            Exponent = ColumnTransform.WindowExponent - moments.Gain;
            _columns.Transform(samples, moments, _data);
            _first.MergeFours(_data);
            if (_second != null)
            {
                _second.MergeFours(_data);
            }

            Array.Clear(Energies, 0, Energies.Length);
            if (_lastIsFour)
            {
                _last.AddEnergiesOfFour(_data, _bandOf, Energies);
            }
            else
            {
                _last.AddEnergiesOfTwo(_data, _bandOf, Energies);
            }
        }

        // The parts of a merge are interleaved samples, and so are theirs: the digits of a column's place stand in reverse.
        private static int[] ColumnOrder(int length, int lastParts)
        {
            int[] order = new int[length / ColumnTransform.ColumnLength];
            for (int place = 0; place < order.Length; place++)
            {
                int rest = place;
                int scale = order.Length;
                while (scale > 1)
                {
                    int parts = scale > lastParts ? 4 : lastParts;
                    scale /= parts;
                    order[place] += rest % parts * scale;
                    rest /= parts;
                }
            }

            return order;
        }
    }
}
