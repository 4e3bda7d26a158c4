using System.Threading;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Supervision;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// The thread from capture to decision. It waits for samples and for nothing else: what is to be sent goes into the
    /// outbox, and the sensor's FIFO holds what arrives while a window is judged. Duty-cycled it rests, with the sensor asleep,
    /// when it has measured its share of the wake.
    /// </summary>
    public sealed class SamplingLoop
    {
        // One round takes the burst of a slow sensor, or the seconds of one that does not answer.
        private const int LimitMs = 60000;
        private const int RestartMs = 1000;

        private readonly WindowCapture _capture;
        private readonly Thermometer _thermometer;
        private readonly MachineMonitor _monitor;
        private readonly TelemetryReporter _telemetry;
        private readonly MountingCheck _check;
        private readonly WaveformRecorder _recorder;
        private readonly DutyCycle _duty;
        private readonly NodeClock _clock;
        private bool _started;

        public SamplingLoop(
            WindowCapture capture,
            Thermometer thermometer,
            MachineMonitor monitor,
            TelemetryReporter telemetry,
            MountingCheck check,
            WaveformRecorder recorder,
            DutyCycle duty,
            NodeClock clock)
        {
            _duty = duty;
            Watched = new WatchedLoop("sampling", LimitMs, null, clock);
            _capture = capture;
            _thermometer = thermometer;
            _monitor = monitor;
            _telemetry = telemetry;
            _check = check;
            _recorder = recorder;
            _clock = clock;
        }

        /// <summary>For the watchdog.</summary>
        public WatchedLoop Watched { get; }

        public void Run()
        {
            while (true)
            {
                Watched.Feed();
                Step();
                long nowMs = _clock.UptimeMs;
                _monitor.Tick(nowMs);
                if (_duty.IsShareTaken)
                {
                    _telemetry.Tick(nowMs);
                }

                if (_duty.IsCaptureOver)
                {
                    Rest();
                }
            }
        }

        private void Rest()
        {
            _capture.Stop();
            _started = false;
            _monitor.Rest();
            Watched.Pause();
            _duty.Rest();
        }

        private void Step()
        {
            int status = _started ? _capture.Step() : _capture.Start();
            switch (status)
            {
                case SensorStatus.Ok:
                    _started = true;
                    _monitor.SensorStatus = status;
                    if (_capture.HasWindow)
                    {
                        _thermometer.Update(_clock.UptimeMs);
                        _monitor.Take(_capture, _thermometer.TemperatureCentiC);
                        _check.Take();
                        _recorder.Take(_capture);
                        _duty.CountWindow();
                    }

                    break;
                case SensorStatus.NotReady:
                    break;
                case SensorStatus.Overrun:
                    _monitor.Void();
                    _duty.CountFailure();
                    return;
                default:
                    Fail(status);
                    return;
            }

            if (_capture.WaitMs > 0)
            {
                Thread.Sleep(_capture.WaitMs);
            }
        }

        private void Fail(int status)
        {
            if (_started)
            {
                _capture.Void();
            }

            _started = false;
            _monitor.Fail(status, _capture.Window);
            _duty.CountFailure();
            Thread.Sleep(RestartMs);
        }
    }
}
