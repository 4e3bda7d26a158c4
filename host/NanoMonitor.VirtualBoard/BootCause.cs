namespace NanoMonitor.VirtualBoard;

/// <summary>Why a board started.</summary>
public enum BootCause
{
    /// <summary>Power came on.</summary>
    PowerOn,

    /// <summary>The firmware asked for it.</summary>
    Reboot,

    /// <summary>The deep-sleep timer ran out.</summary>
    WakeByTimer,

    /// <summary>A pin woke it from deep sleep.</summary>
    WakeByPin,
}
