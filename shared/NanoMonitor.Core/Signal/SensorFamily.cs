namespace NanoMonitor.Core.Signal
{
    /// <summary>The accelerometers a feature spec can name. The numbers are part of the feature spec's encoding.</summary>
    public static class SensorFamily
    {
        /// <summary>Not known, as for recordings that do not say.</summary>
        public const int Unknown = 0;

        /// <summary>TDK InvenSense MPU6886.</summary>
        public const int Mpu6886 = 1;

        /// <summary>ST LIS3DH.</summary>
        public const int Lis3dh = 2;

        /// <summary>ST LSM6DSO.</summary>
        public const int Lsm6dso = 3;

        /// <summary>ST IIS3DWB.</summary>
        public const int Iis3dwb = 4;

        /// <summary>Analog Devices ADXL355.</summary>
        public const int Adxl355 = 5;

        /// <summary>Analog Devices ADXL345.</summary>
        public const int Adxl345 = 6;

        /// <summary>The number of families, <see cref="Unknown"/> included.</summary>
        public const int Count = 7;

        /// <summary>The lower-case name of a family, as written in configurations and datasets.</summary>
        public static string Name(int family)
        {
            switch (family)
            {
                case Mpu6886: return "mpu6886";
                case Lis3dh: return "lis3dh";
                case Lsm6dso: return "lsm6dso";
                case Iis3dwb: return "iis3dwb";
                case Adxl355: return "adxl355";
                case Adxl345: return "adxl345";
                default: return "unknown";
            }
        }

        /// <summary>The family of a name as <see cref="Name"/> writes it, or −1.</summary>
        public static int Parse(string name)
        {
            for (int family = 0; family < Count; family++)
            {
                if (Name(family) == name)
                {
                    return family;
                }
            }

            return -1;
        }
    }
}
