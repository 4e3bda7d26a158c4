using System;
using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// Records whole windows of counts for a host that has asked for them, in chunks. The sampling thread hands windows over, the
    /// uplink sends the oldest chunk while others are recorded; memory for <see cref="BufferBytes"/> of them is there only while a
    /// capture is under way. What comes out is contiguous: a window that is missing, or one there is no room for, ends it.
    /// </summary>
    public sealed class WaveformRecorder
    {
        /// <summary>Most bytes of counts that wait to be sent.</summary>
        public const int BufferBytes = 16384;

        // The sensor may have to be started first, and started again.
        private const int SlackMs = 30000;

        private readonly object _gate = new object();
        private readonly FeatureSpec _spec;
        private readonly int _bootId;
        private readonly AutoResetEvent _wake;
        private readonly NodeClock _clock;
        private byte[][] _counts;
        private int[] _rates;
        private int[] _windows;
        private long[] _frames;
        private int _oldest;
        private int _waiting;
        private int _id;
        private int _total;
        private int _recorded;
        private int _nextWindow;
        private int _end;
        private long _deadlineMs;
        private bool _recording;

        /// <param name="wake">Set when there is a chunk to send.</param>
        public WaveformRecorder(FeatureSpec spec, int bootId, AutoResetEvent wake, NodeClock clock)
        {
            _spec = spec;
            _bootId = bootId;
            _wake = wake;
            _clock = clock;
        }

        /// <summary>Whether windows are still to be recorded.</summary>
        public bool IsRecording
        {
            get
            {
                lock (_gate)
                {
                    Expire();
                    return _recording;
                }
            }
        }

        /// <summary>Whether a capture is under way: recorded, or not wholly sent.</summary>
        public bool IsBusy
        {
            get { return _counts != null; }
        }

        /// <summary>Begins with the next whole window.</summary>
        /// <exception cref="FormatException">Another capture is under way, or there is no memory for one.</exception>
        public void Begin(int id, int windows)
        {
            if (IsBusy)
            {
                throw new FormatException("capture " + _id.ToString() + " is under way");
            }

            lock (_gate)
            {
                MakeRoom();
                _id = id;
                _total = windows * (_spec.WindowLength / CaptureChunk.Frames);
                _oldest = 0;
                _waiting = 0;
                _recorded = 0;
                _end = CaptureEnd.None;
                _deadlineMs = _clock.UptimeMs + SlackMs + 2000000L * windows * _spec.WindowLength / _spec.SampleRateMilliHz;
                _recording = true;
            }
        }

        /// <summary>Records no more of that capture; what is recorded is sent.</summary>
        public void Stop(int id)
        {
            lock (_gate)
            {
                if (_recording && id == _id)
                {
                    End(CaptureEnd.Stopped);
                }
            }
        }

        /// <summary>Forgets a capture whose rest cannot be sent.</summary>
        public void Drop()
        {
            lock (_gate)
            {
                _recording = false;
                Release();
            }
        }

        /// <summary>Takes a whole window; on the sampling thread. Allocates nothing.</summary>
        public void Take(WindowCapture capture)
        {
            if (!_recording)
            {
                return;
            }

            lock (_gate)
            {
                if (_recording)
                {
                    Record(capture);
                }
            }

            _wake.Set();
        }

        /// <summary>The oldest chunk that has not been sent, or null.</summary>
        public CaptureChunk NextOrNull()
        {
            lock (_gate)
            {
                Expire();
                bool endsEarly = _waiting == 0 && _end > CaptureEnd.Complete;
                if (_waiting == 0 && !endsEarly)
                {
                    return null;
                }

                CaptureChunk chunk = new CaptureChunk();
                chunk.BootId = _bootId;
                chunk.CaptureId = _id;
                chunk.Number = _recorded - _waiting;
                chunk.Count = _total;
                chunk.Spec = _spec;
                if (endsEarly)
                {
                    chunk.End = _end;
                    return chunk;
                }

                chunk.End = chunk.Number == _total - 1 ? CaptureEnd.Complete : CaptureEnd.None;
                chunk.MeasuredRateMilliHz = _rates[_oldest];
                chunk.Window = _windows[_oldest];
                chunk.FirstFrame = _frames[_oldest];
                chunk.Counts = _counts[_oldest];
                return chunk;
            }
        }

        /// <summary>The chunk of <see cref="NextOrNull"/> has been sent.</summary>
        public void RemoveOldest()
        {
            lock (_gate)
            {
                bool isLast = _end == CaptureEnd.Complete ? _waiting == 1 : _end != CaptureEnd.None && _waiting == 0;
                if (isLast)
                {
                    Release();
                    return;
                }

                _oldest = (_oldest + 1) % _counts.Length;
                _waiting--;
            }
        }

        private void MakeRoom()
        {
            int length = CaptureChunk.LengthOf(_spec);
            int slots = BufferBytes / length;
            try
            {
                byte[][] counts = new byte[slots][];
                for (int i = 0; i < slots; i++)
                {
                    counts[i] = new byte[length];
                }

                _rates = new int[slots];
                _windows = new int[slots];
                _frames = new long[slots];
                _counts = counts;
            }
            catch (OutOfMemoryException)
            {
                Release();
                throw new FormatException("there is no memory for a capture now");
            }
        }

        private void Record(WindowCapture capture)
        {
            int chunks = _spec.WindowLength / CaptureChunk.Frames;
            if (_recorded > 0 && capture.Window != _nextWindow)
            {
                End(CaptureEnd.Gap);
                return;
            }

            if (_counts.Length - _waiting < chunks)
            {
                End(CaptureEnd.Congested);
                return;
            }

            for (int i = 0; i < chunks; i++)
            {
                int slot = (_oldest + _waiting) % _counts.Length;
                CaptureChunk.Pack(_spec, capture.Samples, i * CaptureChunk.Frames, _counts[slot]);
                _rates[slot] = capture.MeasuredRateMilliHz;
                _windows[slot] = capture.Window;
                _frames[slot] = capture.FirstFrame + i * CaptureChunk.Frames;
                _waiting++;
            }

            _recorded += chunks;
            _nextWindow = capture.Window + 1;
            if (_recorded == _total)
            {
                End(CaptureEnd.Complete);
            }
        }

        private void Expire()
        {
            if (_recording && _clock.UptimeMs > _deadlineMs)
            {
                End(CaptureEnd.Silent);
            }
        }

        private void End(int end)
        {
            _end = end;
            _recording = false;
        }

        private void Release()
        {
            _waiting = 0;
            _end = CaptureEnd.None;
            _counts = null;
            _rates = null;
            _windows = null;
            _frames = null;
        }
    }
}
