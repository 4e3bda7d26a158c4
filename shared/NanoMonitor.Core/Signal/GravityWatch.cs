using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// Whether gravity still points where it did: a sensor that has come off hangs, or lies, another way. Looks at every eighth sample,
    /// in averages of at least five seconds, and compares them with the first.
    /// </summary>
    /// <remarks>
    /// A sensor that falls off and comes to lie exactly as before cannot be told from one on a machine that stands. A quarter of g is 14°, and more
    /// than offsets drift with temperature.
    /// </remarks>
    public sealed class GravityWatch
    {
        /// <summary>Bytes of <see cref="Save"/>.</summary>
        public const int SavedLength = 1 + 1 + 3 * 4 + 4 + 3 * 8;

        private const int Step = 8;
        private const int AverageMs = 5000;
        private const int ToleranceMilliG = 250;

        private readonly int _countsPerG;
        private readonly int _averageWindows;
        private readonly long[] _sums = new long[3];
        private readonly int[] _firstMilliG = new int[3];
        private bool _hasFirst;
        private int _windows;

        /// <summary>Before anything is known.</summary>
        /// <param name="countsPerG">Counts per g.</param>
        /// <param name="windowMs">Length of a window, 1 or more.</param>
        public GravityWatch(int countsPerG, int windowMs)
        {
            _countsPerG = countsPerG;
            _averageWindows = (AverageMs + windowMs - 1) / windowMs;
        }

        /// <summary>Whether the last average differs from the first.</summary>
        public bool HasMoved { get; private set; }

        /// <summary>Takes one window, [axis][n] counts of three axes.</summary>
        public void Take(int[][] samples)
        {
            int length = samples[0].Length;
            for (int axis = 0; axis < _sums.Length; axis++)
            {
                int[] counts = samples[axis];
                int sum = 0;
                for (int n = 0; n < length; n += Step)
                {
                    sum += counts[n];
                }

                _sums[axis] += sum;
            }

            _windows++;
            if (_windows == _averageWindows)
            {
                Compare((long)_averageWindows * (length / Step) * _countsPerG);
            }
        }

        /// <summary>
        /// Writes what must outlive deep sleep; <see cref="SavedLength"/> bytes. A wake can be shorter than an average, which then goes on.
        /// </summary>
        public void Save(PayloadWriter writer)
        {
            writer.Byte(_hasFirst ? 1 : 0);
            for (int axis = 0; axis < _firstMilliG.Length; axis++)
            {
                writer.Int32(_firstMilliG[axis]);
            }

            writer.Byte(HasMoved ? 1 : 0);
            writer.Int32(_windows);
            for (int axis = 0; axis < _sums.Length; axis++)
            {
                writer.Int64(_sums[axis]);
            }
        }

        /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
        public void Load(PayloadReader reader)
        {
            _hasFirst = reader.Byte("whether gravity is known", 0, 1) == 1;
            for (int axis = 0; axis < _firstMilliG.Length; axis++)
            {
                _firstMilliG[axis] = reader.Int32("gravity");
            }

            HasMoved = reader.Byte("whether gravity has moved", 0, 1) == 1;
            _windows = reader.Count("windows of the average");
            for (int axis = 0; axis < _sums.Length; axis++)
            {
                _sums[axis] = reader.Int64("sum of the average");
            }
        }

        private void Compare(long scale)
        {
            long distance = 0;
            for (int axis = 0; axis < _sums.Length; axis++)
            {
                int milliG = (int)(_sums[axis] * 1000 / scale);
                if (!_hasFirst)
                {
                    _firstMilliG[axis] = milliG;
                }

                long change = milliG - _firstMilliG[axis];
                distance += change * change;
                _sums[axis] = 0;
            }

            _hasFirst = true;
            _windows = 0;
            HasMoved = distance > ToleranceMilliG * ToleranceMilliG;
        }
    }
}
