using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Native heap of the ESP32.</summary>
public class NativeMemory
{
    /// <summary>The board has the heap it was built with and does not measure what native code takes of it.</summary>
    public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
    {
        uint size = memType == MemoryType.SpiRam ? 0 : (uint)BoardThread.Require().Cycle.Board.Options.HeapBytes;
        totalSize = size;
        totalFreeSize = size;
        largestFreeBlock = size;
    }

    public enum MemoryType
    {
        All = 0,
        Internal = 1,
        SpiRam = 2,
    }
}
