namespace NanoMonitor.Core.Model
{
    /// <summary>What magnitudes are held against; a limit of <see cref="LimitWatch.Off"/> is not judged.</summary>
    public sealed class MagnitudeLimits
    {
        /// <summary>0.01 °C.</summary>
        public int TemperatureWarningCentiC = LimitWatch.Off;

        /// <summary>0.01 °C, at least the warning.</summary>
        public int TemperatureAlarmCentiC = LimitWatch.Off;

        /// <summary>0.001 g RMS of the strongest axis; judged only where velocity is not.</summary>
        public int AccelerationWarningMilliG = LimitWatch.Off;

        /// <summary>0.001 g RMS, at least the warning.</summary>
        public int AccelerationAlarmMilliG = LimitWatch.Off;

        /// <summary>Group of ISO 20816-3, 1 or 2; 0 = velocity is not judged.</summary>
        public int MachineGroup;

        /// <summary>Whether the machine's support is flexible.</summary>
        public bool FlexibleSupport;
    }
}
