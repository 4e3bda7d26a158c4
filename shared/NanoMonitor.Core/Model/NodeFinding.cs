namespace NanoMonitor.Core.Model
{
    /// <summary>What a node has found out about itself that somebody should look into; flags, added up.</summary>
    public static class NodeFinding
    {
        /// <summary>The measured sample rate is more than 3 % off the nominal one: frequencies and velocities are wrong by as much.</summary>
        public const int RateOff = 1;

        /// <summary>Gravity points elsewhere than after the start: the sensor has come off, or was turned.</summary>
        public const int MountingChanged = 2;

        /// <summary>The machine has slowly changed since it was commissioned, short of a warning: see <see cref="DriftWatch"/>.</summary>
        public const int Changed = 4;

        /// <summary>All flags.</summary>
        public const int All = 7;

        private const int RateTolerancePercent = 3;

        /// <summary>Whether a rate is off; a measured one of 0 is not known yet.</summary>
        public static bool IsRateOff(int nominalMilliHz, int measuredMilliHz)
        {
            long difference = (long)measuredMilliHz - nominalMilliHz;
            return measuredMilliHz != 0 && (difference < 0 ? -difference : difference) * 100 > (long)nominalMilliHz * RateTolerancePercent;
        }
    }
}
