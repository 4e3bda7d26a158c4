namespace NanoMonitor.Core.Model
{
    /// <summary>What a node believes of its machine. The numbers are part of the wire formats.</summary>
    public static class HealthState
    {
        /// <summary>Running, but too few windows yet for a mean score.</summary>
        public const int Initializing = 0;

        /// <summary>As learnt.</summary>
        public const int Healthy = 1;

        /// <summary>Unlike what was learnt, for longer than the hold time of a warning.</summary>
        public const int Warning = 2;

        /// <summary>Very unlike what was learnt, for longer than the hold time of an alarm.</summary>
        public const int Alarm = 3;

        /// <summary>The machine does not run; nothing is judged.</summary>
        public const int Stopped = 4;

        /// <summary>The sensor is dead, detached or off the bus; nothing is judged.</summary>
        public const int SensorFault = 5;

        /// <summary>No weight table yet; only magnitudes are judged.</summary>
        public const int NoModel = 6;

        /// <summary>The number of states.</summary>
        public const int Count = 7;

        /// <summary>The lower-case name of a state, as published in the <c>state</c> topic.</summary>
        public static string Name(int state)
        {
            switch (state)
            {
                case Initializing: return "initializing";
                case Healthy: return "healthy";
                case Warning: return "warning";
                case Alarm: return "alarm";
                case Stopped: return "stopped";
                case SensorFault: return "sensor-fault";
                case NoModel: return "no-model";
                default: return "unknown";
            }
        }
    }
}
