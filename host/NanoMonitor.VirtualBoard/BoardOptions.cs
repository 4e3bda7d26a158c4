using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.VirtualBoard;

/// <summary>How a board is built.</summary>
public sealed class BoardOptions
{
    /// <summary>Names the board in thread names and messages.</summary>
    public string Name { get; init; } = "board";

    /// <summary>Seeds everything random on the board.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is behind <c>I:\</c>; null for an empty one in memory.</summary>
    public BoardStorage? Storage { get; init; }

    /// <summary>The true time of day at virtual time 0; the board learns it only from the network (SNTP) or the firmware.</summary>
    public DateTime StartUtc { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>From a reboot or the end of deep sleep to the first instruction of the firmware.</summary>
    public long BootMicroseconds { get; init; } = 500_000;

    /// <summary>Whether transfers on the buses take the virtual time their bits take (and all threads wait meanwhile, as on the node).</summary>
    public bool BusTiming { get; init; } = true;

    /// <summary>Real time after which an exchange with the broker counts as lost and virtual time goes on.</summary>
    public TimeSpan ExchangeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Real time after which a thread that never waits makes <see cref="Time.VirtualClock.AdvanceTo"/> and <see cref="Board.Run"/> throw.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Managed heap that the node would have, in bytes (a plain ESP32: about 110,000).</summary>
    public int HeapBytes { get; init; } = 110_000;

    /// <summary>The serial port that the debugger talks through and firmware cannot open; null where it has one on USB.</summary>
    public string? DebugPort { get; init; } = "COM1";

    /// <summary>What SystemInfo.TargetName answers.</summary>
    public string TargetName { get; init; } = "ESP32_REV3";
}
