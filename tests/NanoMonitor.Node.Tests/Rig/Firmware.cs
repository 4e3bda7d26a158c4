using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.Node.Tests.Rig;

/// <summary>Runs single parts of the firmware on a board without sensors or network.</summary>
internal static class Firmware
{
    public static void Run(BoardStorage storage, Action code)
    {
        using Board board = new(new BoardOptions { Storage = storage });
        board.Run(code);
    }

    public static void Run(Action code) => Run(new BoardStorage(), code);

    /// <summary>Runs code until the power is cut at one operation of the storage, or to its end.</summary>
    /// <returns>Whether the power was cut.</returns>
    public static bool RunUntilCut(BoardStorage storage, Func<StorageOperation, int?> cut, Action code)
    {
        using Board board = new(new BoardOptions { Storage = storage });
        storage.PowerCutAt = cut;
        bool done = false;
        board.Boot(() =>
        {
            code();
            done = true;
        });
        board.Clock.AdvanceBy(1_000_000);
        storage.PowerCutAt = null;
        board.ThrowIfFaulted();
        return !done;
    }
}
