namespace NanoMonitor.Simulation.Sensors;

/// <summary>How the registers of an MPU6886 make it sample.</summary>
/// <param name="InternalRateHz">4000 with the accelerometer's filter bypassed, else 1000.</param>
/// <param name="Divider">Divider of that rate.</param>
/// <param name="CountsPerG">Sensitivity of the range.</param>
/// <param name="BandwidthHz">−3 dB bandwidth of the accelerometer's filter.</param>
/// <param name="NoiseBandwidthHz">Its noise bandwidth.</param>
internal readonly record struct Mpu6886Sampling(
    int InternalRateHz,
    int Divider,
    int CountsPerG,
    double BandwidthHz,
    double NoiseBandwidthHz)
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
    public static Mpu6886Sampling From(ReadOnlySpan<byte> registers)
    {
        int countsPerG = 16384 >> ((registers[Mpu6886Register.AccelConfig] >> 3) & 3);
        int accelConfig2 = registers[Mpu6886Register.AccelConfig2];
        if ((accelConfig2 & Mpu6886Register.AccelConfig2FilterBypass) != 0)
        {
            return new Mpu6886Sampling(4000, 1, countsPerG, 1046, 1100);
        }

        int gyroFilter = registers[Mpu6886Register.Config] & Mpu6886Register.ConfigFilterMask;
        bool divides = (registers[Mpu6886Register.GyroConfig] & Mpu6886Register.GyroConfigFilterBypassMask) == 0
            && gyroFilter is >= 1 and <= 6;
        int divider = divides ? 1 + registers[Mpu6886Register.SampleRateDivider] : 1;
        (double bandwidth, double noise) = Filters[accelConfig2 & Mpu6886Register.AccelConfig2FilterMask];
        return new Mpu6886Sampling(1000, divider, countsPerG, bandwidth, noise);
    }
}
