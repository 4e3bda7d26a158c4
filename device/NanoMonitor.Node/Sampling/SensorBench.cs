using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Storage;
using NanoMonitor.Sensors;
using nanoFramework.Device.OneWire;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>The node's sensors as the configuration wants them, opened and not started.</summary>
    public sealed class SensorBench
    {
        private const int ThermometerBits = 12;

        private readonly NodeConfiguration _configuration;
        private readonly SensorBuses _buses;

        /// <summary>Opens the buses; where the accelerometer is to be found out, looks for it.</summary>
        public SensorBench(NodeConfiguration configuration, BootRecord boot, NodeClock clock)
        {
            _configuration = configuration;
            _buses = new SensorBuses(configuration);
            Accelerometer = configuration.Sensor == NodeConfiguration.AutoSensor
                ? Detect(boot, clock)
                : AccelerometerFactory.Create(
                    SensorFamily.Parse(configuration.Sensor), _buses, configuration.I2cAddress, configuration.RangeG, configuration.SampleRateHz);
            Thermometer = OpenThermometer();
        }

        public Accelerometer Accelerometer { get; }

        /// <summary>Null where the accelerometer's own is used.</summary>
        public TemperatureSensor Thermometer { get; }

        /// <summary>What the accelerometer that was found cannot do as configured, and what it does instead; empty = nothing.</summary>
        public string Finding { get; private set; } = "";

        private Accelerometer Detect(BootRecord boot, NodeClock clock)
        {
            DetectedSensor detected = new DetectedSensor(_buses);
            detected.Find(_configuration.I2cAddress);
            int family = detected.Family;
            if (family == SensorFamily.Unknown)
            {
                return new MissingAccelerometer(detected, _configuration, boot, clock);
            }

            int rangeG = AccelerometerFactory.FittingRangeG(family, _configuration.RangeG);
            int rateHz = AccelerometerFactory.FittingRateHz(family, _configuration.SampleRateHz);
            if (rangeG != _configuration.RangeG || rateHz != _configuration.SampleRateHz)
            {
                Finding = SensorLimits.ObjectionTo(family, _configuration.RangeG, _configuration.SampleRateHz, 0)
                    + "; it runs at " + rangeG.ToString() + " g and " + rateHz.ToString() + " Hz";
            }

            return AccelerometerFactory.Create(family, _buses, detected.I2cAddress, rangeG, rateHz);
        }

        private TemperatureSensor OpenThermometer()
        {
            switch (_configuration.TemperatureSensor)
            {
                case NodeConfiguration.Mcp9808: return new Mcp9808(_buses.OpenI2c(_configuration.TemperatureAddress));
                case NodeConfiguration.Ds18b20: return new Ds18b20(new OneWireHost(), ThermometerBits);
                default: return null;
            }
        }
    }
}
