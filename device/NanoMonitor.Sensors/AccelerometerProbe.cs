using System.Device.I2c;
using System.Device.Spi;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>
    /// Finds out by its id register which accelerometer is wired. SPI comes first, as it costs nothing, then the I2C addresses
    /// of the known parts; each address at which nobody answers stops the node for a second.
    /// </summary>
    public sealed class AccelerometerProbe
    {
        private const int ClockHz = 1000000;

        private static readonly int[] Addresses =
        {
            Mpu6886.DefaultAddress,
            Lsm6dso.DefaultAddress,
            Lis3dh.DefaultAddress,
            Lis3dh.SecondAddress,
            Adxl345.DefaultAddress,
            Lsm6dso.SecondAddress,
            Mpu6886.SecondAddress,
            Adxl345.SecondAddress,
        };

        private readonly ISensorBuses _buses;

        public AccelerometerProbe(ISensorBuses buses)
        {
            _buses = buses;
        }

        /// <summary>What the last <see cref="Find"/> found; <see cref="SensorFamily.Unknown"/> when it found nothing it knows.</summary>
        public int Family { get; private set; }

        /// <summary>Where on I2C; 0 on SPI, and when nothing was found.</summary>
        public int I2cAddress { get; private set; }

        /// <summary>Looks for an accelerometer.</summary>
        /// <param name="i2cAddress">The only address to look at, or 0 for all of them.</param>
        /// <returns><see cref="Family"/>.</returns>
        public int Find(int i2cAddress)
        {
            I2cAddress = 0;
            Family = FindOnSpi();
            for (int i = 0; i < Addresses.Length && Family == SensorFamily.Unknown; i++)
            {
                int address = i2cAddress == 0 ? Addresses[i] : i2cAddress;
                Family = FindAt(address);
                I2cAddress = Family == SensorFamily.Unknown ? 0 : address;
                if (i2cAddress != 0)
                {
                    break;
                }
            }

            return Family;
        }

        // The ADXL355 comes last: its command to read would write to the others.
        private int FindOnSpi()
        {
            SpiDevice device = _buses.OpenSpi(SpiMode.Mode3, ClockHz);
            if (device == null)
            {
                return SensorFamily.Unknown;
            }

            SpiRegisters registers = new SpiRegisters(device, 0, 0x80);
            int family = FamilyOf(registers);
            device.Dispose();
            if (family == SensorFamily.Lsm6dso || family == SensorFamily.Iis3dwb || family == SensorFamily.Adxl345)
            {
                return family;
            }

            device = _buses.OpenSpi(SpiMode.Mode0, ClockHz);
            bool found = new Adxl355(device, Adxl355.WidestRangeG, Adxl355.RatesHz[0]).Identify() == SensorStatus.Ok;
            device.Dispose();
            return found ? SensorFamily.Adxl355 : SensorFamily.Unknown;
        }

        private int FindAt(int address)
        {
            I2cDevice device = _buses.OpenI2c(address);
            int family = FamilyOf(new I2cRegisters(device));
            device.Dispose();
            return family;
        }

        private static int FamilyOf(Registers registers)
        {
            int id = registers.ReadByte(Lis3dh.IdRegister);
            switch (id)
            {
                case -1: return SensorFamily.Unknown;
                case Lis3dh.Identity: return SensorFamily.Lis3dh;
                case Lsm6dso.Identity: return SensorFamily.Lsm6dso;
                case Iis3dwb.Identity: return SensorFamily.Iis3dwb;
            }

            return registers.ReadByte(Mpu6886.IdRegister) == Mpu6886.Identity ? SensorFamily.Mpu6886
                : registers.ReadByte(Adxl345.IdRegister) == Adxl345.Identity ? SensorFamily.Adxl345
                : SensorFamily.Unknown;
        }
    }
}
