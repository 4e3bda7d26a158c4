using System;
using System.Device.Spi;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Sensors
{
    /// <summary>Makes the driver of a family, and says which of its rates and ranges fit what is wanted.</summary>
    public static class AccelerometerFactory
    {
        private const int FastClockHz = 8000000;

        /// <summary>
        /// A driver with its device opened, not started. Of the parts that have both buses, one is on I2C where an address is
        /// given or no SPI is wired, else on SPI.
        /// </summary>
        /// <param name="family">One of Core's <c>SensorFamily</c>.</param>
        /// <param name="i2cAddress">0 = the part's own, with its address pin low.</param>
        /// <exception cref="ArgumentException">No driver for this family, a range or rate it has not, or it needs SPI and there is none.</exception>
        public static Accelerometer Create(int family, ISensorBuses buses, int i2cAddress, int rangeG, int sampleRateHz)
        {
            SpiDevice spi;
            switch (family)
            {
                case SensorFamily.Mpu6886:
                    return new Mpu6886(buses.OpenI2c(i2cAddress == 0 ? Mpu6886.DefaultAddress : i2cAddress), rangeG, sampleRateHz);
                case SensorFamily.Lis3dh:
                    return new Lis3dh(buses.OpenI2c(i2cAddress == 0 ? Lis3dh.DefaultAddress : i2cAddress), rangeG, sampleRateHz);
                case SensorFamily.Lsm6dso:
                    spi = i2cAddress != 0 ? null : buses.OpenSpi(SpiMode.Mode3, FastClockHz);
                    return spi != null
                        ? new Lsm6dso(spi, rangeG, sampleRateHz)
                        : new Lsm6dso(buses.OpenI2c(i2cAddress == 0 ? Lsm6dso.DefaultAddress : i2cAddress), rangeG, sampleRateHz);
                case SensorFamily.Iis3dwb:
                    return new Iis3dwb(RequireSpi(buses.OpenSpi(SpiMode.Mode3, FastClockHz), family), rangeG, sampleRateHz);
                case SensorFamily.Adxl355:
                    return new Adxl355(RequireSpi(buses.OpenSpi(SpiMode.Mode0, FastClockHz), family), rangeG, sampleRateHz);
                case SensorFamily.Adxl345:
                    spi = i2cAddress != 0 ? null : buses.OpenSpi(SpiMode.Mode3, Adxl345.HighestClockHz);
                    return spi != null
                        ? new Adxl345(spi, rangeG, sampleRateHz)
                        : new Adxl345(buses.OpenI2c(i2cAddress == 0 ? Adxl345.DefaultAddress : i2cAddress), rangeG, sampleRateHz);
                default:
                    throw NoDriver(family);
            }
        }

        /// <summary>The family's least rate that is at least the wanted one, else its highest, Hz.</summary>
        /// <exception cref="ArgumentException">No driver for this family.</exception>
        public static int FittingRateHz(int family, int wantedHz)
        {
            switch (family)
            {
                case SensorFamily.Mpu6886: return Mpu6886.FittingRateHz(wantedHz);
                case SensorFamily.Lis3dh: return SensorChoices.Fitting(Lis3dh.RatesHz, wantedHz);
                case SensorFamily.Lsm6dso: return SensorChoices.Fitting(Lsm6dso.RatesHz, wantedHz);
                case SensorFamily.Iis3dwb: return SensorChoices.Fitting(Iis3dwb.RatesHz, wantedHz);
                case SensorFamily.Adxl355: return SensorChoices.Fitting(Adxl355.RatesHz, wantedHz);
                case SensorFamily.Adxl345: return SensorChoices.Fitting(Adxl345.RatesHz, wantedHz);
                default: throw NoDriver(family);
            }
        }

        /// <summary>The wanted range, or the family's widest where that is less, g.</summary>
        public static int FittingRangeG(int family, int wantedG)
        {
            return family == SensorFamily.Adxl355 && wantedG > Adxl355.WidestRangeG ? Adxl355.WidestRangeG : wantedG;
        }

        private static SpiDevice RequireSpi(SpiDevice device, int family)
        {
            if (device == null)
            {
                throw new ArgumentException("the " + SensorFamily.Name(family) + " needs SPI, and none is configured");
            }

            return device;
        }

        private static ArgumentException NoDriver(int family)
        {
            return new ArgumentException("there is no driver for sensor family " + family.ToString() + ", " + SensorFamily.Name(family));
        }
    }
}
