namespace NanoMonitor.VirtualBoard;

/// <summary>What a board is doing.</summary>
public enum BoardState
{
    /// <summary>Without power: never booted, or after a power cut.</summary>
    Off,

    /// <summary>Firmware runs (or has returned from its main).</summary>
    Running,

    /// <summary>Reboot asked for by the firmware, on its way up again.</summary>
    Rebooting,

    /// <summary>In deep sleep until its timer, a pin or a power cycle wakes it.</summary>
    Asleep,

    /// <summary>An exception left a thread of the firmware; see <see cref="Board.Fault"/>.</summary>
    Faulted,
}
