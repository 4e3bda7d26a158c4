using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Signal
{
    /// <summary>What ranges, rates and addresses each accelerometer has, as its data sheet says and its driver offers.</summary>
    public static class SensorLimits
    {
        /// <summary>Whether the part is on SPI; else it is on I2C.</summary>
        public static bool IsOnSpi(int family)
        {
            return family == SensorFamily.Iis3dwb || family == SensorFamily.Adxl355;
        }

        /// <summary>What keeps the part from being used so, or null.</summary>
        /// <param name="family">A <see cref="SensorFamily"/>, not <see cref="SensorFamily.Unknown"/>.</param>
        /// <param name="i2cAddress">7-bit address; 0 = the part's own.</param>
        public static string ObjectionTo(int family, int rangeG, int sampleRateHz, int i2cAddress)
        {
            string part = SensorFamily.Name(family);
            bool reaches16G = family != SensorFamily.Adxl355;
            if (rangeG != 2 && rangeG != 4 && rangeG != 8 && !(rangeG == 16 && reaches16G))
            {
                return "rangeG: the " + part + " measures up to 2, 4" + (reaches16G ? ", 8 or 16" : " or 8") + " g, not " + rangeG.ToString();
            }

            if (!HasRate(family, sampleRateHz))
            {
                return "sampleRateHz: the " + part + " samples at " + Rates(family) + " Hz, not at " + sampleRateHz.ToString();
            }

            if (i2cAddress != 0 && !IsOnSpi(family) && !HasAddress(family, i2cAddress))
            {
                return "i2cAddress: the " + part + " answers at " + Addresses(family);
            }

            return null;
        }

        /// <summary>The address of an I2C part as most boards wire it.</summary>
        public static int DefaultAddress(int family)
        {
            switch (family)
            {
                case SensorFamily.Lis3dh: return 0x18;
                case SensorFamily.Lsm6dso: return 0x6A;
                case SensorFamily.Adxl345: return 0x53;
                default: return 0x68;
            }
        }

        private static bool HasRate(int family, int rateHz)
        {
            if (family == SensorFamily.Mpu6886)
            {
                return rateHz == 4000 || rateHz >= 4 && rateHz <= 1000 && 1000 % rateHz == 0;
            }

            return (" " + Rates(family) + " ").IndexOf(" " + rateHz.ToString() + " ") >= 0;
        }

        // As DS-000193 (MPU6886), DocID17530 (LIS3DH), DS12140 (LSM6DSO), DS12569 (IIS3DWB), ADXL355 and ADXL345 Rev. G say, as far
        // as they are whole numbers and the part's bus keeps up with them.
        private static string Rates(int family)
        {
            switch (family)
            {
                case SensorFamily.Lis3dh: return "1 10 25 50 100 200 400 1344";
                case SensorFamily.Lsm6dso: return "26 52 104 208 416 833 1667 3333 6667";
                case SensorFamily.Iis3dwb: return "26667";
                case SensorFamily.Adxl355: return "125 250 500 1000 2000 4000";
                case SensorFamily.Adxl345: return "25 50 100 200 400 800";
                default: return "4000 or 1000 over a whole number up to 250";
            }
        }

        private static string Addresses(int family)
        {
            string first = Hex.Of(DefaultAddress(family)).Substring(6);
            string second = Hex.Of(OtherAddress(family)).Substring(6);
            return "0x" + first + " or 0x" + second;
        }

        private static bool HasAddress(int family, int address)
        {
            return address == DefaultAddress(family) || address == OtherAddress(family);
        }

        // One pin of each part chooses between two.
        private static int OtherAddress(int family)
        {
            return family == SensorFamily.Adxl345 ? 0x1D : DefaultAddress(family) + 1;
        }
    }
}
