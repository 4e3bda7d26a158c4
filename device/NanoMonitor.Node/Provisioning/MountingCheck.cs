using System.Threading;
using NanoMonitor.Core.Numerics;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>
    /// Measures for ten seconds how the sensor is mounted: what the windows hold, while the node goes on judging them. The
    /// sampling thread hands them over and allocates nothing.
    /// </summary>
    public sealed class MountingCheck
    {
        private const int AxisCount = 3;
        private const int CheckMs = 10000;

        // For windows to be filled, and for a sensor that has to be started again.
        private const int SlackMs = 10000;
        private const int Micro = 1000000;

        private readonly Accelerometer _accelerometer;
        private readonly WindowCapture _capture;
        private readonly Thermometer _thermometer;
        private readonly MachineMonitor _monitor;
        private readonly DutyCycle _duty;
        private readonly NodeClock _clock;
        private readonly AutoResetEvent _finished = new AutoResetEvent(false);
        private readonly long[] _sums = new long[AxisCount];
        private readonly long[] _quietest = new long[AxisCount];
        private bool _running;
        private long _startMs;
        private int _voidedBefore;
        private int _windowLength;
        private int _frames;
        private int _clipped;

        public MountingCheck(
            Accelerometer accelerometer, WindowCapture capture, Thermometer thermometer, MachineMonitor monitor, DutyCycle duty, NodeClock clock)
        {
            _duty = duty;
            _accelerometer = accelerometer;
            _capture = capture;
            _thermometer = thermometer;
            _monitor = monitor;
            _clock = clock;
        }

        /// <summary>Waits for ten seconds of windows, longer where there are gaps; a node that is about to sleep measures on for them.</summary>
        public MountingReport Run()
        {
            _frames = 0;
            _clipped = 0;
            for (int axis = 0; axis < AxisCount; axis++)
            {
                _sums[axis] = 0;
                _quietest[axis] = long.MaxValue;
            }

            _voidedBefore = _capture.WindowsVoided;
            _startMs = _clock.UptimeMs;
            _finished.Reset();
            _running = true;
            _duty.BeginCheck();
            _finished.WaitOne(CheckMs + SlackMs, false);
            _running = false;
            _duty.EndCheck();
            return Report();
        }

        /// <summary>Takes a whole window; on the sampling thread.</summary>
        public void Take()
        {
            if (!_running)
            {
                return;
            }

            Measure(_capture.Samples);
            if (_clock.UptimeMs - _startMs >= CheckMs)
            {
                _running = false;
                _finished.Set();
            }
        }

        private void Measure(int[][] samples)
        {
            int[] x = samples[0];
            int[] y = samples[1];
            int[] z = samples[2];
            int highest = (1 << (_accelerometer.SampleBits - 1)) - 1;
            int lowest = -highest;
            _windowLength = x.Length;
            _frames += x.Length;
            for (int n = 0; n < x.Length; n++)
            {
                if (x[n] >= highest || x[n] <= lowest || y[n] >= highest || y[n] <= lowest || z[n] >= highest || z[n] <= lowest)
                {
                    _clipped++;
                }
            }

            for (int axis = 0; axis < AxisCount; axis++)
            {
                Add(axis, samples[axis]);
            }
        }

        private void Add(int axis, int[] values)
        {
            long sum = 0;
            long squares = 0;
            for (int n = 0; n < values.Length; n++)
            {
                long value = values[n];
                sum += value;
                squares += value * value;
            }

            _sums[axis] += sum;

            // N² times the variance, an integer.
            long spread = squares * values.Length - sum * sum;
            if (spread < _quietest[axis])
            {
                _quietest[axis] = spread;
            }
        }

        private MountingReport Report()
        {
            MountingReport report = new MountingReport();
            string status = _monitor.SensorText;
            report.SensorStatus = status.Length > MountingReport.LongestStatus ? status.Substring(0, MountingReport.LongestStatus) : status;
            report.Sensor = SensorFamily.Name(_accelerometer.Family);
            report.RangeG = _accelerometer.RangeG;
            report.Frames = _frames;
            report.Clipped = _clipped;
            report.Voided = _capture.WindowsVoided - _voidedBefore;
            report.NominalRateMilliHz = _accelerometer.SampleRateMilliHz;
            report.MeasuredRateMilliHz = _capture.MeasuredRateMilliHz;
            report.TemperatureCentiC = _thermometer.TemperatureCentiC;
            for (int axis = 0; axis < AxisCount && _frames > 0; axis++)
            {
                report.GravityMicroG[axis] = (int)(_sums[axis] * Micro / ((long)_frames * _accelerometer.CountsPerG));
                report.NoiseMicroG[axis] = (int)(IntegerRoot.Floor(_quietest[axis]) * Micro / ((long)_windowLength * _accelerometer.CountsPerG));
            }

            return report;
        }
    }
}
