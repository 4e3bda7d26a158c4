using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// The periodic summary. Runs on the sampling thread. While the broker cannot be reached a summary covers more time, so that
    /// the store holds a day of them.
    /// </summary>
    public sealed class TelemetryReporter : ICarried
    {
        /// <summary>Shortest period of summaries that have to be stored.</summary>
        public const int OfflinePeriodMs = 420000;

        private readonly Telemetry _telemetry = new Telemetry();
        private readonly Accelerometer _accelerometer;
        private readonly WindowCapture _capture;
        private readonly Thermometer _thermometer;
        private readonly MachineMonitor _monitor;
        private readonly Outbox _outbox;
        private readonly NodeClock _clock;
        private readonly long _periodMs;
        private long _lastMs;
        private int _earlierOverruns;
        private int _earlierBusErrors;

        public TelemetryReporter(
            int periodSeconds,
            int bootId,
            long featureSpecHash,
            Accelerometer accelerometer,
            WindowCapture capture,
            Thermometer thermometer,
            MachineMonitor monitor,
            Outbox outbox,
            NodeClock clock)
        {
            _periodMs = periodSeconds * 1000L;
            _telemetry.BootId = bootId;
            _telemetry.FeatureSpecHash = featureSpecHash;
            _accelerometer = accelerometer;
            _capture = capture;
            _thermometer = thermometer;
            _monitor = monitor;
            _outbox = outbox;
            _clock = clock;
        }

        /// <summary>Reports if it is time.</summary>
        public void Tick(long nowMs)
        {
            long periodMs = _outbox.IsReachable || _periodMs > OfflinePeriodMs ? _periodMs : OfflinePeriodMs;
            if (nowMs - _lastMs < periodMs)
            {
                return;
            }

            _lastMs = nowMs;
            Report(nowMs);
        }

        public void Save(PayloadWriter record)
        {
            record.Int32(_telemetry.Sequence);
            record.Int64(_lastMs);
            record.Int32(Overruns);
            record.Int32(BusErrors);
        }

        public void Load(PayloadReader record)
        {
            _telemetry.Sequence = record.Count("telemetry sequence");
            _lastMs = record.LongCount("last telemetry");
            _earlierOverruns = record.Count("overruns");
            _earlierBusErrors = record.Count("bus errors");
        }

        // The drivers count from the wake on.
        private int Overruns
        {
            get { return _earlierOverruns + _accelerometer.Overruns; }
        }

        private int BusErrors
        {
            get { return _earlierBusErrors + _accelerometer.BusErrors + _thermometer.BusErrors; }
        }

        private void Report(long nowMs)
        {
            Telemetry telemetry = _telemetry;
            telemetry.Sequence++;
            telemetry.UptimeMs = nowMs;
            telemetry.UnixSeconds = _clock.UnixSeconds;
            telemetry.ModelCrc = _monitor.Judge.Crc;
            telemetry.Generation = _monitor.Judge.Generation;
            telemetry.State = _monitor.State;
            telemetry.MeanScore = _monitor.MeanScore;
            telemetry.LastScore = _monitor.LastScore;
            telemetry.TemperatureCentiC = _thermometer.TemperatureCentiC;
            _monitor.Magnitude.Take(telemetry.RmsMilliG);
            telemetry.MeasuredRateMilliHz = _capture.MeasuredRateMilliHz;
            telemetry.WindowsJudged = _monitor.WindowsJudged;
            telemetry.WindowsVoided = _capture.WindowsVoided;
            telemetry.Overruns = Overruns;
            telemetry.BusErrors = BusErrors;
            telemetry.Connections = _outbox.Connections;
            telemetry.MessagesDropped = _outbox.MessagesDropped;
            telemetry.EventsDropped = _outbox.EventsDropped;
            telemetry.EventsPending = _outbox.EventsPending;
            telemetry.Cause.CopyFrom(_monitor.Cause);
            telemetry.ModelState = _monitor.ModelState;
            telemetry.MagnitudeState = _monitor.Magnitudes.State;
            _monitor.Magnitudes.PutVelocity(telemetry.VelocityCentiMmS);
            telemetry.Zone = _monitor.Magnitudes.Zone;
            telemetry.Findings = Findings();
            _monitor.Report(telemetry.Installation);
            _outbox.AddTelemetry(telemetry.Encode());
        }

        private int Findings()
        {
            bool rateOff = NodeFinding.IsRateOff(_accelerometer.SampleRateMilliHz, _capture.MeasuredRateMilliHz);
            return (rateOff ? NodeFinding.RateOff : 0)
                | (_monitor.Magnitudes.HasMoved ? NodeFinding.MountingChanged : 0)
                | (_monitor.HasChanged ? NodeFinding.Changed : 0);
        }
    }
}
