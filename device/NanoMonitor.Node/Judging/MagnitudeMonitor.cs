using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// The threshold judgement of the node, as configured: measures what it needs of each window and judges it. Velocity is measured on a
    /// machine rated by ISO 20816-3, in continuous mode, at a rate that allows it. Allocates nothing after construction.
    /// </summary>
    public sealed class MagnitudeMonitor
    {
        private const int StandstillMs = 5000;

        private readonly VelocityMeter _velocity;
        private readonly MagnitudeJudge _judge;
        private readonly GravityWatch _gravity;
        private readonly int _stoppedRmsMilliG;
        private readonly int _standstillWindows;

        public MagnitudeMonitor(FeatureSpec spec, NodeConfiguration configuration)
        {
            bool velocity = configuration.MachineGroup != 0
                && configuration.Mode == NodeConfiguration.Continuous
                && spec.Hop == spec.WindowLength
                && VelocityDesign.Covers(spec.SampleRateMilliHz);
            int windowMs = (int)((spec.Hop * 1000000L + spec.SampleRateMilliHz - 1) / spec.SampleRateMilliHz);
            _velocity = velocity ? new VelocityMeter(spec) : null;
            _judge = new MagnitudeJudge(LimitsOf(configuration), velocity, spec.AxisCount, windowMs);
            _gravity = new GravityWatch(spec.CountsPerG, windowMs);
            _stoppedRmsMilliG = configuration.StoppedRmsMilliG;
            _standstillWindows = (StandstillMs + windowMs - 1) / windowMs;
        }

        /// <summary>Healthy, Warning or Alarm of <see cref="HealthState"/>.</summary>
        public int State
        {
            get { return _judge.State; }
        }

        /// <summary>What <see cref="State"/> stands on.</summary>
        public StateCause Cause
        {
            get { return _judge.Cause; }
        }

        /// <summary>A <see cref="VibrationZone"/>.</summary>
        public int Zone
        {
            get { return _judge.Zone; }
        }

        /// <summary>Whether gravity points elsewhere than after the start.</summary>
        public bool HasMoved
        {
            get { return _gravity.HasMoved; }
        }

        /// <summary>Tells a judge what counts as standstill where its table does not say.</summary>
        public void Prepare(Judge judge)
        {
            judge.UseStandstill(_stoppedRmsMilliG, _standstillWindows);
        }

        /// <summary>Takes one window.</summary>
        /// <param name="samples">[axis][n] counts of three axes.</param>
        /// <param name="features">What was extracted from them.</param>
        public void Take(int[][] samples, WindowFeatures features)
        {
            if (_velocity != null && _velocity.Add(samples))
            {
                _judge.TakeVelocity(_velocity.RmsCentiMmS);
            }

            _judge.Take(features.RmsMilliG, features.TemperatureCentiC != Telemetry.NoTemperature, features.TemperatureCentiC);
            _gravity.Take(samples);
        }

        /// <summary>Samples were lost.</summary>
        public void Void()
        {
            if (_velocity != null)
            {
                _velocity.Restart();
            }

            _judge.Void();
        }

        /// <summary>The accelerometer does not deliver.</summary>
        public void Fault()
        {
            Void();
            _judge.Fault();
        }

        /// <summary>Writes the velocity of three axes, 0.01 mm/s, or <see cref="VelocityMeter.None"/>.</summary>
        public void PutVelocity(int[] centiMmS)
        {
            for (int axis = 0; axis < centiMmS.Length; axis++)
            {
                bool measured = _velocity != null && axis < _velocity.RmsCentiMmS.Length;
                centiMmS[axis] = measured ? _velocity.RmsCentiMmS[axis] : VelocityMeter.None;
            }
        }

        /// <summary>Writes what must outlive deep sleep.</summary>
        public void Save(PayloadWriter writer)
        {
            _judge.Save(writer);
            _gravity.Save(writer);
        }

        /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
        public void Load(PayloadReader reader)
        {
            _judge.Load(reader);
            _gravity.Load(reader);
        }

        private static MagnitudeLimits LimitsOf(NodeConfiguration configuration)
        {
            MagnitudeLimits limits = new MagnitudeLimits();
            limits.TemperatureWarningCentiC = Limit(configuration.TemperatureWarningCentiC, NodeConfiguration.NoTemperatureLimit);
            limits.TemperatureAlarmCentiC = Limit(configuration.TemperatureAlarmCentiC, NodeConfiguration.NoTemperatureLimit);
            limits.AccelerationWarningMilliG = Limit(configuration.AccelerationWarningMilliG, 0);
            limits.AccelerationAlarmMilliG = Limit(configuration.AccelerationAlarmMilliG, 0);
            limits.MachineGroup = configuration.MachineGroup;
            limits.FlexibleSupport = configuration.MachineSupport == NodeConfiguration.FlexibleSupport;
            return limits;
        }

        private static int Limit(int configured, int off)
        {
            return configured == off ? LimitWatch.Off : configured;
        }
    }
}
