namespace NanoMonitor.Simulation.Sensors;

/// <summary>What the registers of an MPU6886 say about sampling.</summary>
internal static class Mpu6886Sampling
{
    /// <summary>Bandwidth and noise bandwidth by A_DLPF_CFG (datasheet, register 0x1D ACCEL_CONFIG 2).</summary>
    private static readonly (double Bandwidth, double NoiseBandwidth)[] Filters =
    [
        (218.1, 235.0), (218.1, 235.0), (99.0, 121.3), (44.8, 61.5), (21.2, 31.0), (10.2, 15.5), (5.1, 7.8), (420.0, 441.6),
    ];

    /// <summary>
    /// Reads the registers. SMPLRT_DIV counts only while the gyroscope's filter is in use: FCHOICE_B = 0 in GYRO_CONFIG and
    /// DLPF_CFG = 1 … 6 in CONFIG (datasheet, register 0x19). With ACCEL_FCHOICE_B set the rate is 4 kHz, undivided.
    /// </summary>
    public static SamplingPlan From(ReadOnlySpan<byte> registers)
    {
        int countsPerG = 16384 >> ((registers[Mpu6886Register.AccelConfig] >> 3) & 3);
        int accelConfig2 = registers[Mpu6886Register.AccelConfig2];
        if ((accelConfig2 & Mpu6886Register.AccelConfig2FilterBypass) != 0)
        {
            return new SamplingPlan(4000, 1, countsPerG, 1046, 1100, 16);
        }

        int gyroFilter = registers[Mpu6886Register.Config] & Mpu6886Register.ConfigFilterMask;
        bool divides = (registers[Mpu6886Register.GyroConfig] & Mpu6886Register.GyroConfigFilterBypassMask) == 0
            && gyroFilter is >= 1 and <= 6;
        int divider = divides ? 1 + registers[Mpu6886Register.SampleRateDivider] : 1;
        (double bandwidth, double noise) = Filters[accelConfig2 & Mpu6886Register.AccelConfig2FilterMask];
        return new SamplingPlan(1000, divider, countsPerG, bandwidth, noise, 16);
    }
}
