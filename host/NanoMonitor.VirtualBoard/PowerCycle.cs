using NanoMonitor.VirtualBoard.Network;
using NanoMonitor.VirtualBoard.Pins;
using NanoMonitor.VirtualBoard.Serial;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard;

/// <summary>Everything that lives in the board's RAM, from a boot to the loss of power, a reboot or deep sleep.</summary>
internal sealed class PowerCycle
{
    private readonly List<IAbortable> abortables = [];
    private volatile bool dead;
    private int nextThreadId = 1;

    internal PowerCycle(Board board, BootCause cause, int number)
    {
        Board = board;
        Cause = cause;
        Number = number;
        StartMicroseconds = board.Scheduler.Now;
        Events = new EventPump(this, "events");
        Gpio = new OpenPins(this);
        Wifi = new WifiLink(this);
        SerialPorts = new OpenSerialPorts(this);
        Random = new Random(HashCode(board.Options.Seed, number));
    }

    internal Board Board { get; }

    internal BootCause Cause { get; }

    internal int Number { get; }

    internal long StartMicroseconds { get; }

    internal long UptimeMicroseconds => Board.Scheduler.Now - StartMicroseconds;

    internal bool Dead => dead;

    internal EventPump Events { get; }

    internal OpenPins Gpio { get; }

    internal WifiLink Wifi { get; }

    internal OpenSerialPorts SerialPorts { get; }

    /// <summary>Seeds whatever the firmware does at random.</summary>
    internal Random Random { get; }

    internal nanoFramework.M2Mqtt.MqttSettings MqttSettings { get; } = new();

    internal WifiState WifiState { get; } = new();

    internal LockTable Locks { get; } = new();

    /// <summary>Handlers of Power.OnRebootEvent.</summary>
    internal Delegate? RebootHandlers { get; set; }

    internal long? WakeAfterMicroseconds { get; set; }

    internal ulong WakePins { get; set; }

    internal bool WakeLevel { get; set; }

    internal Dictionary<nanoFramework.Hardware.Esp32.DeviceFunction, int> PinFunctions { get; } = [];

    internal BoardThread NewThread(string name, Action main) => new(this, Interlocked.Increment(ref nextThreadId) - 1, name, main);

    internal void AddAbortable(IAbortable abortable)
    {
        lock (abortables)
        {
            abortables.Add(abortable);
        }
    }

    internal void RemoveAbortable(IAbortable abortable)
    {
        lock (abortables)
        {
            abortables.Remove(abortable);
        }
    }

    /// <summary>Ends it: from here on no call of its threads has an effect. Called with the scheduler's gate held.</summary>
    internal void Kill() => dead = true;

    /// <summary>Breaks every connection, as losing the link or the power does.</summary>
    internal void AbortConnections()
    {
        IAbortable[] all;
        lock (abortables)
        {
            all = [.. abortables];
        }

        foreach (IAbortable abortable in all)
        {
            abortable.Abort();
        }
    }

    // System.HashCode differs from process to process; a seed must not.
    private static int HashCode(int seed, int number) => unchecked((seed * 486187739) + number);
}
