using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Runtime.Native;

/// <summary>The node's garbage collector.</summary>
public static class GC
{
    public static void EnableGCMessages(bool enable) => BoardThread.Require();

    /// <summary>Bytes free after a collection; the board answers with the heap it was built with, as .NET's heap says nothing about the node's.</summary>
    public static uint Run(bool compactHeap) => (uint)BoardThread.Require().Cycle.Board.Options.HeapBytes;
}
