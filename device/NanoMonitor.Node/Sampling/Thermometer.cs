using NanoMonitor.Core.Protocol;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// The machine's temperature: from a sensor of its own where there is one, else the accelerometer's. A dead sensor costs a
    /// second of everyone's time at every try, so it is tried rarely.
    /// </summary>
    public sealed class Thermometer
    {
        private const int PeriodMs = 1000;
        private const int RetryMs = 60000;

        private readonly Accelerometer _accelerometer;
        private readonly TemperatureSensor _sensor;
        private bool _working;
        private long _nextMs;

        /// <param name="accelerometer">For its own temperature.</param>
        /// <param name="sensor">Null where there is none.</param>
        public Thermometer(Accelerometer accelerometer, TemperatureSensor sensor)
        {
            _accelerometer = accelerometer;
            _sensor = sensor;
            _nextMs = sensor == null ? 0 : sensor.FirstReadingMs;
        }

        /// <summary>0.01 °C, or <see cref="Telemetry.NoTemperature"/>.</summary>
        public int TemperatureCentiC { get; private set; } = Telemetry.NoTemperature;

        public int BusErrors
        {
            get { return _sensor == null ? 0 : _sensor.BusErrors; }
        }

        /// <summary>Reads anew if it is time.</summary>
        public void Update(long nowMs)
        {
            if (_sensor == null)
            {
                TemperatureCentiC = _accelerometer.TemperatureCentiC;
                return;
            }

            if (nowMs < _nextMs)
            {
                return;
            }

            int status = _working ? SensorStatus.Ok : _sensor.Start();
            status = status == SensorStatus.Ok ? _sensor.Read() : status;
            _working = status == SensorStatus.Ok || status == SensorStatus.NotReady;
            if (status != SensorStatus.NotReady)
            {
                TemperatureCentiC = _working ? _sensor.TemperatureCentiC : Telemetry.NoTemperature;
            }

            _nextMs = nowMs + (_working ? PeriodMs : RetryMs);
        }
    }
}
