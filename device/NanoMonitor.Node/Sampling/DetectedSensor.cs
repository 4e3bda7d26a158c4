using System;
using System.IO;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Storage;
using NanoMonitor.Sensors;

namespace NanoMonitor.Node.Sampling
{
    /// <summary>
    /// Which accelerometer answers. What was found is kept in the record <c>sensor</c> (family, I2C address or 0; one byte each):
    /// the next boot looks there first, and a sensor that is dead at a boot leaves the node what it was, with its feature spec and
    /// its model.
    /// </summary>
    public sealed class DetectedSensor
    {
        private readonly TwoSlotRecord _record = new TwoSlotRecord("sensor");
        private readonly AccelerometerProbe _probe;

        public DetectedSensor(ISensorBuses buses)
        {
            _probe = new AccelerometerProbe(buses);
        }

        /// <summary>A <see cref="SensorFamily"/>; unknown while none was ever found.</summary>
        public int Family { get; private set; }

        /// <summary>Where on I2C; 0 on SPI.</summary>
        public int I2cAddress { get; private set; }

        /// <summary>Looks for an accelerometer.</summary>
        /// <param name="i2cAddress">The only address to look at, or 0 for all of the known parts.</param>
        public void Find(int i2cAddress)
        {
            Recall();
            bool found = i2cAddress == 0 && I2cAddress != 0 && _probe.Find(I2cAddress) != SensorFamily.Unknown
                || _probe.Find(i2cAddress) != SensorFamily.Unknown;
            if (found && (_probe.Family != Family || _probe.I2cAddress != I2cAddress))
            {
                Family = _probe.Family;
                I2cAddress = _probe.I2cAddress;
                Keep();
            }
        }

        private void Recall()
        {
            byte[] kept = _record.ReadOrNull();
            if (kept != null && kept.Length == 2 && kept[0] < SensorFamily.Count)
            {
                Family = kept[0];
                I2cAddress = kept[1];
            }
        }

        private void Keep()
        {
            try
            {
                _record.Write(new byte[] { (byte)Family, (byte)I2cAddress });
            }
            catch (IOException e)
            {
                Console.WriteLine("sensor: " + e.Message);
            }
        }
    }
}
