using NanoMonitor.Simulation.Measurement;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// What instrumented firmware calls. Counts are kept by slot (the stage that runs) and basic block; what runs before a stage has
/// been entered counts under slot 0. One thread at a time may run instrumented code.
/// </summary>
public static class Probe
{
    private static readonly Stack<int> s_slots = new();
    private static int[] s_firstSlot = [];
    private static int[] s_slotsOfStage = [];
    private static int[] s_entered = [];
    private static long[][] s_hits = [];
    private static long[][] s_allocations = [];
    private static long[][] s_allocatedBytes = [];
    private static int[] s_siteBytes = [];
    private static int s_slot;
    private static bool s_counting;
    private static int s_windows;
    private static int s_firstWindow;
    private static int s_windowCount;

    /// <summary>Windows that ended since <see cref="Prepare"/>.</summary>
    public static int Windows => s_windows;

    /// <summary>Sets everything to zero.</summary>
    /// <param name="slotsOfStage">Slots of each stage: 1, or more where its calls within a window are told apart.</param>
    /// <param name="blocks">Basic blocks in all assemblies.</param>
    /// <param name="siteBytes">Bytes that each place allocates; 0 where that is known only when it runs.</param>
    public static void Prepare(int[] slotsOfStage, int blocks, int[] siteBytes)
    {
        s_slotsOfStage = slotsOfStage;
        s_entered = new int[slotsOfStage.Length];
        s_firstSlot = new int[slotsOfStage.Length];
        int slots = 1;
        for (int stage = 0; stage < slotsOfStage.Length; stage++)
        {
            s_firstSlot[stage] = slots;
            slots += slotsOfStage[stage];
        }

        s_siteBytes = siteBytes;
        s_hits = [.. Enumerable.Range(0, slots).Select(_ => new long[blocks])];
        s_allocations = [.. Enumerable.Range(0, slots).Select(_ => new long[siteBytes.Length])];
        s_allocatedBytes = [.. Enumerable.Range(0, slots).Select(_ => new long[siteBytes.Length])];
        s_slots.Clear();
        s_slot = 0;
        s_counting = false;
        s_windows = 0;
        s_windowCount = 0;
    }

    /// <summary>Counts from the end of one window to the end of another.</summary>
    /// <param name="first">Windows to let pass.</param>
    /// <param name="count">Windows to count.</param>
    public static void CountWindows(int first, int count)
    {
        s_firstWindow = first;
        s_windowCount = count;
    }

    /// <summary>Counts what a piece of code does.</summary>
    public static void Count(Action code)
    {
        s_counting = true;
        code();
        s_counting = false;
    }

    /// <summary>By slot: executions of each block, allocations at each place, bytes allocated there.</summary>
    public static (long[][] Hits, long[][] Allocations, long[][] Bytes) Take() => (s_hits, s_allocations, s_allocatedBytes);

    /// <summary>A basic block begins.</summary>
    public static void Hit(int block)
    {
        if (s_counting)
        {
            s_hits[s_slot][block]++;
        }
    }

    /// <summary>A method begins that is the root of a stage.</summary>
    public static void Enter(int stage)
    {
        s_slots.Push(s_slot);
        s_slot = s_firstSlot[stage] + Math.Min(s_entered[stage], s_slotsOfStage[stage] - 1);
        s_entered[stage]++;
    }

    /// <summary>That method returns.</summary>
    public static void Leave() => s_slot = s_slots.Pop();

    /// <summary>A window has been judged.</summary>
    public static void EndWindow()
    {
        Array.Clear(s_entered);
        s_windows++;
        if (s_windowCount > 0)
        {
            s_counting = s_windows >= s_firstWindow && s_windows < s_firstWindow + s_windowCount;
        }
    }

    /// <summary>An object of known size is made.</summary>
    public static void Allocated(int site) => Record(site, s_siteBytes[site]);

    /// <summary>An array is about to be made.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="elementType">The <see cref="TypeCode"/> of its elements.</param>
    /// <param name="site">The place.</param>
    /// <returns>Its length.</returns>
    public static int AllocatedArray(int length, int elementType, int site)
    {
        Record(site, NodeHeap.Array(length, (TypeCode)elementType));
        return length;
    }

    /// <summary>The base library returned a new string or array.</summary>
    public static void Returned(object? value, int site)
    {
        if (value is string text)
        {
            Record(site, NodeHeap.Text(text));
        }
        else if (value is Array array)
        {
            Record(site, NodeHeap.Array(array.Length, Type.GetTypeCode(array.GetType().GetElementType())));
        }
    }

    private static void Record(int site, int bytes)
    {
        if (s_counting)
        {
            s_allocations[s_slot][site]++;
            s_allocatedBytes[s_slot][site] += bytes;
        }
    }
}
