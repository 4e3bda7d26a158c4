namespace NanoMonitor.VirtualBoard.Pins;

/// <summary>The wires at a board's GPIO pins, seen from outside: buttons press them, LEDs show them.</summary>
public sealed class BoardPins
{
    /// <summary>Number of pins, as on the largest ESP32 (the S3); they count from 0.</summary>
    public const int Count = 49;

    private readonly Board board;
    private readonly object gate = new();
    private readonly bool?[] driven = new bool?[Count];
    private readonly PinDrive[] drives = new PinDrive[Count];

    internal BoardPins(Board board) => this.board = board;

    /// <summary>A pin's level changed: pin, high, virtual time in microseconds. On the thread that changed it.</summary>
    public event Action<int, bool, long>? Changed;

    /// <summary>Drives a pin from outside: true high, false low, null lets go. Wakes the board from deep sleep where it asked for that.</summary>
    public void Drive(int pin, bool? high)
    {
        Change(pin, () => driven[pin] = high);
        PowerCycle? cycle = board.Cycle;
        if (cycle == null)
        {
            board.WakeByPin(pin, Level(pin));
        }
    }

    /// <summary>The level at a pin: driven from outside, else by the firmware, else pulled; floating reads low.</summary>
    public bool Level(int pin)
    {
        CheckPin(pin);
        lock (gate)
        {
            return drives[pin].IsOutput ? drives[pin].High : driven[pin] ?? drives[pin].High;
        }
    }

    internal static void CheckPin(int pin)
    {
        if (pin is < 0 or >= Count)
        {
            throw new ArgumentException($"There is no pin {pin}; pins are 0 to {Count - 1}.");
        }
    }

    /// <summary>What the firmware makes of a pin: an output at a level, or an input pulled to one.</summary>
    internal void Set(int pin, PinDrive drive) => Change(pin, () => drives[pin] = drive);

    internal void Release()
    {
        for (int pin = 0; pin < Count; pin++)
        {
            Set(pin, default);
        }
    }

    private void Change(int pin, Action change)
    {
        CheckPin(pin);
        bool before;
        bool after;
        lock (gate)
        {
            before = Level(pin);
            change();
            after = Level(pin);
        }

        if (before != after)
        {
            Changed?.Invoke(pin, after, board.Scheduler.Now);
            board.Cycle?.Gpio.LevelChanged(pin, after);
        }
    }
}
