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
        private readonly Mcp9808 _sensor;
        private bool _working;
        private long _nextMs;

        /// <param name="accelerometer">For its own temperature.</param>
        /// <param name="sensor">Null where there is none.</param>
        public Thermometer(Accelerometer accelerometer, Mcp9808 sensor)
        {
            _accelerometer = accelerometer;
            _sensor = sensor;
            _nextMs = Mcp9808.FirstConversionMs;
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

            _working = (_working || _sensor.Start() == SensorStatus.Ok) && _sensor.Read() == SensorStatus.Ok;
            TemperatureCentiC = _working ? _sensor.TemperatureCentiC : Telemetry.NoTemperature;
            _nextMs = nowMs + (_working ? PeriodMs : RetryMs);
        }
    }
}
