using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Storage;
using NanoMonitor.Sensors;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// Stands for the accelerometer of a node that is to find out which it has, and has never found any. Now and then it looks
    /// again, and restarts the node when there is one; seldom, as each look stops the node for several seconds.
    /// </summary>
    public sealed class MissingAccelerometer : Accelerometer
    {
        private const int LookMs = 60000;
        private const int Frames = 32;

        private readonly DetectedSensor _detected;
        private readonly NodeConfiguration _configuration;
        private readonly BootRecord _boot;
        private readonly NodeClock _clock;
        private long _nextMs;

        public MissingAccelerometer(DetectedSensor detected, NodeConfiguration configuration, BootRecord boot, NodeClock clock)
        {
            _detected = detected;
            _configuration = configuration;
            _boot = boot;
            _clock = clock;
            _nextMs = clock.UptimeMs + LookMs;
        }

        public override int Family
        {
            get { return SensorFamily.Unknown; }
        }

        public override int RangeG
        {
            get { return _configuration.RangeG; }
        }

        public override int CountsPerG
        {
            get { return 32768 / _configuration.RangeG; }
        }

        public override int SampleBits
        {
            get { return 16; }
        }

        public override int SampleRateMilliHz
        {
            get { return _configuration.SampleRateHz * 1000; }
        }

        public override int BurstBytes
        {
            get { return 1; }
        }

        public override int BurstFrames
        {
            get { return Frames; }
        }

        public override int Start()
        {
            long nowMs = _clock.UptimeMs;
            if (nowMs < _nextMs)
            {
                return SensorStatus.Absent;
            }

            _detected.Find(_configuration.I2cAddress);
            _nextMs = _clock.UptimeMs + LookMs;
            if (_detected.Family != SensorFamily.Unknown)
            {
                _boot.Plan("sensor found: " + SensorFamily.Name(_detected.Family));
                Power.RebootDevice(RebootOption.NormalReboot);
            }

            return SensorStatus.Absent;
        }

        public override void Stop()
        {
        }

        public override int Read(byte[] burst)
        {
            return SensorStatus.BusError;
        }

        public override void Parse(byte[] burst, int[][] samples, int offset)
        {
        }
    }
}
