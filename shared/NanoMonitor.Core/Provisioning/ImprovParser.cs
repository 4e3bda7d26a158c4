using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Provisioning
{
    /// <summary>
    /// Finds frames in a stream of bytes, whatever stands between them. Bytes that looked like a frame and were none are
    /// searched again, so that a damaged frame costs itself only. Allocates nothing after construction.
    /// </summary>
    /// <example><code>for (bool whole = parser.Add(value); whole; whole = parser.Next()) { … }</code></example>
    public sealed class ImprovParser
    {
        // The beginning of what may be a frame.
        private readonly byte[] _bytes = new byte[ImprovFrame.MaximumLength];
        private int _count;
        private int _checked;
        private int _sum;
        private bool _whole;

        /// <summary>Of the whole frame: one of <see cref="ImprovFrame"/>'s types.</summary>
        public int Type
        {
            get { return _bytes[ImprovFrame.TypeAt]; }
        }

        /// <summary>Of the whole frame.</summary>
        public int DataLength
        {
            get { return _bytes[ImprovFrame.LengthAt]; }
        }

        /// <summary>Frames whose checksum was wrong, or that were broken off.</summary>
        public int Damaged { get; private set; }

        /// <summary>Whether the last bytes may be the beginning of a frame.</summary>
        public bool IsInside
        {
            get { return _count > 0; }
        }

        /// <summary>A copy of the whole frame's data.</summary>
        public byte[] Data()
        {
            return Bytes.Slice(_bytes, ImprovFrame.HeaderLength, DataLength);
        }

        /// <summary>Takes a byte. While there is a whole frame, only <see cref="Next"/> may follow.</summary>
        /// <returns>Whether there is a whole frame.</returns>
        public bool Add(byte value)
        {
            _bytes[_count] = value;
            _count++;
            return Search();
        }

        /// <summary>Goes on behind the whole frame.</summary>
        /// <returns>Whether there is another.</returns>
        public bool Next()
        {
            Drop(ImprovFrame.HeaderLength + DataLength + 1);
            return Search();
        }

        /// <summary>The line has been silent: what looked like the beginning of a frame is none.</summary>
        /// <returns>Whether there is a whole frame in it.</returns>
        public bool BreakOff()
        {
            if (_count > ImprovFrame.LengthAt)
            {
                Damaged++;
            }

            if (_count > 0)
            {
                Drop(1);
            }

            return Search();
        }

        private bool Search()
        {
            while (!_whole && _checked < _count)
            {
                int value = _bytes[_checked];
                bool isChecksum = _checked > ImprovFrame.LengthAt && _checked == ImprovFrame.HeaderLength + DataLength;
                if (isChecksum ? value == (_sum & 0xFF) : ImprovFrame.Fits(_checked, value))
                {
                    _whole = isChecksum;
                    _sum += value;
                    _checked++;
                    continue;
                }

                if (isChecksum)
                {
                    Damaged++;
                }

                Drop(1);
            }

            return _whole;
        }

        // Drops bytes, and those behind them that cannot begin a frame.
        private void Drop(int count)
        {
            int from = count;
            while (from < _count && !ImprovFrame.Fits(0, _bytes[from]))
            {
                from++;
            }

            _count -= from;
            for (int i = 0; i < _count; i++)
            {
                _bytes[i] = _bytes[from + i];
            }

            _checked = 0;
            _sum = 0;
            _whole = false;
        }
    }
}
