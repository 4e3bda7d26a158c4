using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Commands;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Models;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Supervision;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node
{
    /// <summary>The parts of a configured node, put together: what samples and judges, what talks, what sleeps and what looks after them.</summary>
    public sealed class NodeParts
    {
        private const int AxisCount = 3;
        private const int BandCount = 16;

        private readonly NodeConfiguration _configuration;
        private readonly BootRecord _boot;
        private readonly SleepRecord _sleep;
        private readonly NodeClock _clock;
        private readonly NodePanel _panel;
        private readonly ConfigurationStore _store;
        private readonly FactoryReset _reset;
        private readonly NodeIdentity _identity;
        private readonly AutoResetEvent _wake = new AutoResetEvent(false);
        private readonly object _radioLock = new object();
        private readonly Outbox _outbox;
        private readonly FeaturePolicy _policy;
        private readonly DutyCycle _duty;
        private readonly WakeBackoff _backoff;
        private readonly InstallationRecord _installation = new InstallationRecord();
        private FeatureSpec _spec;
        private ModelKeeper _models;
        private WindowCapture _capture;
        private MachineMonitor _monitor;
        private TelemetryReporter _telemetry;
        private MountingCheck _check;
        private WaveformRecorder _recorder;
        private SamplingLoop _sampling;
        private UplinkLoop _uplink;
        private ICarried[] _carried;

        public NodeParts(
            NodeConfiguration configuration,
            BootRecord boot,
            SleepRecord sleep,
            NodeClock clock,
            NodePanel panel,
            ConfigurationStore store,
            FactoryReset reset)
        {
            _configuration = configuration;
            _boot = boot;
            _sleep = sleep;
            _clock = clock;
            _panel = panel;
            _store = store;
            _reset = reset;
            _identity = sleep.IsWake
                ? new NodeIdentity(configuration, boot, sleep.BootNonce, sleep.Wakes)
                : new NodeIdentity(configuration, boot);
            _outbox = new Outbox(_wake);
            _policy = new FeaturePolicy(configuration.FeaturesSeconds);
            bool sleeps = configuration.Mode == NodeConfiguration.DutyCycled;
            _duty = new DutyCycle(sleeps ? configuration.DutyWindows : 0, configuration.DutySleepSeconds, _wake, clock);
            _backoff = new WakeBackoff(configuration.DutySleepSeconds);
            MakeSampling();
            MakeUplink();
            Restore();
            _panel.Watch(_outbox, _policy, _duty);
        }

        /// <summary>The thread from capture to decision.</summary>
        public ThreadStart Sampling
        {
            get { return _sampling.Run; }
        }

        /// <summary>The thread that talks; where the node sleeps, the one that puts it to sleep.</summary>
        public ThreadStart Uplink
        {
            get
            {
                if (!_duty.IsOn)
                {
                    return _uplink.Run;
                }

                return new WakeCycle(_duty, _uplink, _backoff, new DeepSleep(_sleep, _identity, _clock, _carried), _wake).Run;
            }
        }

        /// <summary>The thread that looks after the other two.</summary>
        public ThreadStart Watchdog
        {
            get { return new Watchdog(new WatchedLoop[] { _sampling.Watched, _uplink.Watched }, _boot).Run; }
        }

        /// <summary>What provisioning must know of the node.</summary>
        public NodeSituation Situation
        {
            get { return new NodeSituation(_store, _boot, _panel, _configuration, _outbox, _check, _duty, _radioLock); }
        }

        private void MakeSampling()
        {
            SensorBench bench = new SensorBench(_configuration, _boot, _clock);
            Accelerometer accelerometer = bench.Accelerometer;
            _spec = new FeatureSpec(
                accelerometer.Family,
                accelerometer.RangeG,
                accelerometer.CountsPerG,
                accelerometer.SampleBits,
                accelerometer.SampleRateMilliHz,
                AxisCount,
                _configuration.WindowLength,
                _configuration.WindowLength,
                BandCount,
                FeatureSpec.Crest | FeatureSpec.Kurtosis);

            JudgeSlot judges = new JudgeSlot(_wake);
            _installation.Load();
            _models = new ModelKeeper(_identity, _spec.Hash, _clock, judges, _installation);
            _models.Begin(_sleep.IsWake);

            MagnitudeMonitor magnitudes = new MagnitudeMonitor(_spec, _configuration);
            _monitor = new MachineMonitor(_spec, _boot.BootId, _policy, judges, magnitudes, _installation, _outbox, _clock);
            _monitor.SensorFinding = bench.Finding;

            Thermometer thermometer = new Thermometer(accelerometer, bench.Thermometer);
            _capture = new WindowCapture(accelerometer, _configuration.WindowLength, _duty.IsOn, _clock);
            _telemetry = new TelemetryReporter(
                _configuration.TelemetrySeconds, _boot.BootId, _spec.Hash, accelerometer, _capture, thermometer, _monitor, _outbox, _clock);
            _check = new MountingCheck(accelerometer, _capture, thermometer, _monitor, _duty, _clock);
            _recorder = new WaveformRecorder(_spec, _boot.BootId, _wake, _clock);
            _sampling = new SamplingLoop(_capture, thermometer, _monitor, _telemetry, _check, _recorder, _duty, _clock);
        }

        private void MakeUplink()
        {
            AfterAnswer after = new AfterAnswer();
            IVerb[] verbs =
            {
                new FeaturesVerb(_policy, _clock),
                new CaptureVerb(_recorder),
                new IdentifyVerb(_panel, after),
                new RebootVerb(after),
                new RecalibrateVerb(_installation),
                new ConfigureVerb(_store, after),
                new FactoryResetVerb(_identity, _reset, after),
            };
            CommandHandler commands = new CommandHandler(_identity, _clock, verbs, after);
            _uplink = new UplinkLoop(_identity, _spec, _clock, _wake, _outbox, _models, _installation, _monitor, commands, _policy, _recorder, _duty, _radioLock);
        }

        // After a wake, before anything runs.
        private void Restore()
        {
            _carried = new ICarried[] { _outbox, _policy, _models, _capture, _monitor, _telemetry, _uplink, _backoff };
            _sleep.Restore(_carried);
            _outbox.IsReachable = !_backoff.HasFailed;
        }
    }
}
