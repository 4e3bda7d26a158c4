using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Numerics;
using NanoMonitor.Node.Duty;

namespace NanoMonitor.Node.Judging
{
    /// <summary>Root of the mean square of the windows' RMS since it was last taken, for each of three axes.</summary>
    public sealed class MagnitudeMean : ICarried
    {
        // What two bytes on the wire hold.
        private const int Largest = 65535;

        private readonly long[] _squares = new long[3];
        private int _windows;

        public void Add(int[] rmsMilliG)
        {
            for (int axis = 0; axis < rmsMilliG.Length; axis++)
            {
                _squares[axis] += (long)rmsMilliG[axis] * rmsMilliG[axis];
            }

            _windows++;
        }

        /// <summary>Writes the figures, in 0.001 g, and starts over; without any window they stay as they are.</summary>
        public void Take(int[] rmsMilliG)
        {
            if (_windows == 0)
            {
                return;
            }

            for (int axis = 0; axis < 3; axis++)
            {
                long rms = IntegerRoot.Floor(_squares[axis] / _windows);
                rmsMilliG[axis] = rms > Largest ? Largest : (int)rms;
                _squares[axis] = 0;
            }

            _windows = 0;
        }

        public void Save(PayloadWriter record)
        {
            record.Int32(_windows);
            for (int axis = 0; axis < 3; axis++)
            {
                record.Int64(_squares[axis]);
            }
        }

        public void Load(PayloadReader record)
        {
            _windows = record.Count("windows of the magnitude");
            for (int axis = 0; axis < 3; axis++)
            {
                _squares[axis] = record.LongCount("sum of squares");
            }
        }
    }
}
