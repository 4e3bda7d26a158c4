using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Duty
{
    /// <summary>A part whose state outlives deep sleep, in the sleep record.</summary>
    public interface ICarried
    {
        /// <summary>Writes the state; nothing of it may change any more before the node sleeps.</summary>
        void Save(PayloadWriter record);

        /// <summary>Reads what <see cref="Save"/> wrote, before the part is used.</summary>
        void Load(PayloadReader record);
    }
}
