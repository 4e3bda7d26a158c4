using System.Threading;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// The thread from capture to decision. It waits for samples and for nothing else: what is to be sent goes into the
    /// outbox, and the sensor's FIFO holds what arrives while a window is judged.
    /// </summary>
    public sealed class SamplingLoop
    {
        private const int RestartMs = 1000;

        private readonly WindowCapture _capture;
        private readonly Thermometer _thermometer;
        private readonly MachineMonitor _monitor;
        private readonly TelemetryReporter _telemetry;
        private readonly MountingCheck _check;
        private readonly NodeClock _clock;
        private bool _started;

        public SamplingLoop(WindowCapture capture, Thermometer thermometer, MachineMonitor monitor, TelemetryReporter telemetry, MountingCheck check, NodeClock clock)
        {
            _capture = capture;
            _thermometer = thermometer;
            _monitor = monitor;
            _telemetry = telemetry;
            _check = check;
            _clock = clock;
        }

        public void Run()
        {
            while (true)
            {
                Step();
                long nowMs = _clock.UptimeMs;
                _monitor.Tick(nowMs);
                _telemetry.Tick(nowMs);
            }
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
                    }

                    break;
                case SensorStatus.NotReady:
                    break;
                case SensorStatus.Overrun:
                    _monitor.Void();
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
            Thread.Sleep(RestartMs);
        }
    }
}
