namespace NanoMonitor.Sensors
{
    /// <summary>The 8-bit registers of a part, whatever bus it is on. Every transfer is looked at, and failed ones are counted.</summary>
    internal abstract class Registers
    {
        private readonly byte[] _one;
        private readonly byte[] _two;

        protected Registers(int lead)
        {
            Lead = lead;
            _one = new byte[lead + 1];
            _two = new byte[lead + 2];
        }

        /// <summary>Bytes in an array that <see cref="Read"/> fills before the first register's value.</summary>
        public int Lead { get; }

        /// <summary>Transfers that failed.</summary>
        public int Errors { get; private set; }

        /// <summary>Writes the low 8 bits of the value.</summary>
        /// <returns>False when the transfer failed.</returns>
        public abstract bool Write(int register, int value);

        /// <summary>Fills the array behind <see cref="Lead"/> from a register on.</summary>
        /// <returns>False when the transfer failed.</returns>
        public abstract bool Read(int register, byte[] values);

        /// <summary>Whether this id is what the wires give when nobody drives them.</summary>
        public abstract bool IsNobody(int id);

        /// <summary>The register's value, or −1 when the transfer failed.</summary>
        public int ReadByte(int register)
        {
            return Read(register, _one) ? _one[Lead] : -1;
        }

        /// <summary>Two registers, the first one high, or −1 when the transfer failed.</summary>
        public int ReadWord(int register)
        {
            return Read(register, _two) ? _two[Lead] << 8 | _two[Lead + 1] : -1;
        }

        /// <summary>Two registers, the first one low, or −1 when the transfer failed.</summary>
        public int ReadWordLowFirst(int register)
        {
            return Read(register, _two) ? _two[Lead + 1] << 8 | _two[Lead] : -1;
        }

        /// <summary>Counts a transfer that failed, also one of which only the content tells.</summary>
        /// <returns>False.</returns>
        public bool Fail()
        {
            Errors++;
            return false;
        }
    }
}
