namespace NanoMonitor.Sensors
{
    /// <summary>How an access to a sensor went.</summary>
    public static class SensorStatus
    {
        /// <summary>As asked.</summary>
        public const int Ok = 0;

        /// <summary>The FIFO does not hold a whole burst yet.</summary>
        public const int NotReady = 1;

        /// <summary>Frames were lost in the FIFO; what was read does not follow what was read before. The FIFO is empty now.</summary>
        public const int Overrun = 2;

        /// <summary>A transfer failed that must succeed with a sensor that is there: start it again.</summary>
        public const int BusError = 3;

        /// <summary>Nobody answers at its address.</summary>
        public const int Absent = 4;

        /// <summary>Something else answers at its address.</summary>
        public const int WrongId = 5;

        /// <summary>It answers, but gives no samples.</summary>
        public const int Silent = 6;

        /// <summary>The status in words.</summary>
        public static string Name(int status)
        {
            switch (status)
            {
                case Ok: return "ok";
                case NotReady: return "not ready";
                case Overrun: return "overrun";
                case BusError: return "bus error";
                case Absent: return "absent: nobody answers at its address";
                case WrongId: return "wrong id: another part answers at its address";
                case Silent: return "silent: answers but gives no samples";
                default: return "unknown";
            }
        }
    }
}
