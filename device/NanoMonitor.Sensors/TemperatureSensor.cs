namespace NanoMonitor.Sensors
{
    /// <summary>A thermometer: <see cref="Start"/>, then <see cref="Read"/> again and again, about once a second.</summary>
    public abstract class TemperatureSensor
    {
        /// <summary>The last temperature read, 0.01 °C.</summary>
        public int TemperatureCentiC { get; protected set; }

        /// <summary>Until so long after power-on it has nothing to tell.</summary>
        public abstract int FirstReadingMs { get; }

        /// <summary>Transfers that failed.</summary>
        public abstract int BusErrors { get; }

        /// <summary>Checks the part's identity and sets it up.</summary>
        /// <returns>Ok, Absent, WrongId or BusError.</returns>
        public abstract int Start();

        /// <summary>Reads <see cref="TemperatureCentiC"/> anew.</summary>
        /// <returns>Ok; NotReady, and it is as it was; BusError, and the part must be started again.</returns>
        public abstract int Read();
    }
}
