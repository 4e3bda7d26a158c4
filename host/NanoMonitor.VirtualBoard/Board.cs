using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Network;
using NanoMonitor.VirtualBoard.Pins;
using NanoMonitor.VirtualBoard.Serial;
using NanoMonitor.VirtualBoard.Storage;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard;

/// <summary>
/// A node's hardware: power, time, buses, pins, flash, radio and debug output. Firmware runs on it after <see cref="Boot"/>;
/// many boards share a process. Members may be used from any thread outside the firmware.
/// </summary>
public sealed class Board : IDisposable
{
    private static readonly AsyncLocal<Board?> ambient = new();

    private readonly Dictionary<(int Bus, int Address), II2cTarget> i2c = [];
    private readonly Dictionary<(int Bus, int ChipSelect), ISpiTarget> spi = [];
    private readonly Dictionary<(int Receive, int Transmit), List<IOneWireTarget>> oneWire = [];
    private Action? firmware;
    private BoardState state = BoardState.Off;
    private volatile PowerCycle? cycle;
    private int boots;
    private ulong wakePins;
    private bool wakeLevel;

    /// <summary>A board without power, at virtual time 0.</summary>
    public Board(BoardOptions? options = null)
    {
        Options = options ?? new BoardOptions();
        Scheduler = new Scheduler(Options.StallTimeout);
        Clock = new VirtualClock(Scheduler);
        Storage = Options.Storage ?? new BoardStorage();
        Network = new BoardNetwork(this);
        Pins = new BoardPins(this);
        Serial = new BoardSerial(this);
        Output = new BoardOutput(this);
        TimeOfDay = new RealTimeClock(this);
    }

    /// <summary>Raised after the firmware has stopped: power cut, reboot, deep sleep or fault. On the thread that caused it.</summary>
    public event Action<BoardState>? Stopped;

    /// <summary>The board whose firmware calls.</summary>
    /// <exception cref="InvalidOperationException">The caller runs on no board.</exception>
    public static Board Current => ambient.Value ?? throw new InvalidOperationException(
        "This call needs a board, and the calling thread belongs to none. Run the code with Board.Boot or Board.Run.");

    /// <summary>How it was built.</summary>
    public BoardOptions Options { get; }

    /// <summary>Its time, which goes on over power cycles.</summary>
    public VirtualClock Clock { get; }

    /// <summary>What is behind <c>I:\</c>.</summary>
    public BoardStorage Storage { get; }

    /// <summary>The network around it.</summary>
    public BoardNetwork Network { get; }

    /// <summary>What its pins are wired to.</summary>
    public BoardPins Pins { get; }

    /// <summary>What its serial ports are wired to.</summary>
    public BoardSerial Serial { get; }

    /// <summary>What the firmware writes for debugging.</summary>
    public BoardOutput Output { get; }

    /// <summary>What it is doing.</summary>
    public BoardState State
    {
        get
        {
            lock (Scheduler.Gate)
            {
                return state;
            }
        }
    }

    /// <summary>How often the firmware has been started.</summary>
    public int BootCount => Volatile.Read(ref boots);

    /// <summary>The exception that left a thread of the firmware and stopped it, until the next boot.</summary>
    public Exception? Fault { get; private set; }

    internal Scheduler Scheduler { get; }

    internal RealTimeClock TimeOfDay { get; }

    internal PowerCycle? Cycle => cycle;

    /// <summary>Wires a device to an I2C bus (1 and up); the same place again replaces it, null takes it away.</summary>
    public void AttachI2c(int busId, int address, II2cTarget? target) => Attach(i2c, (busId, address), target);

    /// <summary>Wires a device to an SPI bus (1 and up) behind a chip select line.</summary>
    public void AttachSpi(int busId, int chipSelectLine, ISpiTarget? target) => Attach(spi, (busId, chipSelectLine), target);

    /// <summary>Wires one more device to the 1-Wire bus between a receive and a transmit pin, which are joined.</summary>
    public void AttachOneWire(int receivePin, int transmitPin, IOneWireTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        lock (oneWire)
        {
            // A list that a transfer goes through stays as it is.
            oneWire[(receivePin, transmitPin)] = [.. OneWireTargets(receivePin, transmitPin), target];
        }
    }

    /// <summary>
    /// Puts power on: <paramref name="main"/> starts on its first thread, now and after every reboot and deep sleep,
    /// and runs as far as the clock's horizon lets it. Does not wait.
    /// </summary>
    /// <exception cref="InvalidOperationException">The board has power already; cut it first.</exception>
    public void Boot(Action main)
    {
        ArgumentNullException.ThrowIfNull(main);
        lock (Scheduler.Gate)
        {
            if (state is BoardState.Running or BoardState.Rebooting or BoardState.Asleep)
            {
                throw new InvalidOperationException($"Board '{Options.Name}' has power already; cut it first.");
            }

            firmware = main;
            TimeOfDay.Forget();
            Start(BootCause.PowerOn);
        }
    }

    /// <summary>
    /// Boots, lets time run freely until <paramref name="main"/> has returned, and cuts the power.
    /// For trying out a driver; the horizon is left at the time reached.
    /// </summary>
    /// <exception cref="Exception">Whatever left the firmware.</exception>
    public void Run(Action main)
    {
        bool done = false;
        Boot(() =>
        {
            main();
            done = true;
        });
        lock (Scheduler.Gate)
        {
            Scheduler.Horizon = long.MaxValue;
            Scheduler.WaitUntil(() => done || Fault != null || state == BoardState.Off);
        }

        PowerCut();
        Scheduler.Horizon = 0;
        ThrowIfFaulted();
    }

    /// <summary>
    /// Takes the power away: from here on no call of the firmware has any effect, its connections break,
    /// and what was in RAM is gone. The board can be booted again.
    /// </summary>
    public void PowerCut() => Stop(BoardState.Off);

    /// <summary>Lets the board's clock, if it knows the date, jump; its time since boot goes on steadily.</summary>
    public void JumpTimeOfDay(TimeSpan by)
    {
        if (TimeOfDay.IsKnown)
        {
            TimeOfDay.Set(TimeOfDay.UtcNow + by);
        }
    }

    /// <summary>Throws the firmware's fault, if there is one, with the place where it happened.</summary>
    public void ThrowIfFaulted()
    {
        if (Fault != null)
        {
            throw new InvalidOperationException($"The firmware of board '{Options.Name}' failed: {Fault.Message}", Fault);
        }
    }

    /// <summary>Cuts the power for good.</summary>
    public void Dispose()
    {
        PowerCut();
        Scheduler.Dispose();
    }

    /// <summary>
    /// What the firmware's threads started from: the delegates it gave to its threads and timers, and its handlers of reboots. For looking
    /// at the firmware's objects while the clock stands still.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public IReadOnlyList<object> FirmwareRoots()
    {
        lock (Scheduler.Gate)
        {
            PowerCycle running = cycle ?? throw new InvalidOperationException($"Board '{Options.Name}' does not run.");
            IEnumerable<Delegate?> roots = [.. Scheduler.Threads.Where(thread => thread.Cycle == running).Select(thread => thread.Entry), running.RebootHandlers];
            return [.. roots.OfType<object>()];
        }
    }

    internal II2cTarget? I2cTarget(int busId, int address)
    {
        lock (i2c)
        {
            return i2c.GetValueOrDefault((busId, address));
        }
    }

    internal ISpiTarget? SpiTarget(int busId, int chipSelectLine)
    {
        lock (spi)
        {
            return spi.GetValueOrDefault((busId, chipSelectLine));
        }
    }

    internal IReadOnlyList<IOneWireTarget> OneWireTargets(int receivePin, int transmitPin)
    {
        lock (oneWire)
        {
            return oneWire.GetValueOrDefault((receivePin, transmitPin)) ?? [];
        }
    }

    /// <summary>Makes this the board of the calling thread's execution context.</summary>
    internal void MakeCurrent() => ambient.Value = this;

    /// <summary>Stops and starts again after the boot time.</summary>
    internal void Reboot(PowerCycle caller) => Stop(BoardState.Rebooting, caller, Options.BootMicroseconds, BootCause.Reboot);

    /// <summary>Stops until the timer or a pin, as the firmware has set them, wakes the board.</summary>
    internal void DeepSleep(PowerCycle caller)
    {
        lock (Scheduler.Gate)
        {
            wakePins = caller.WakePins;
            wakeLevel = caller.WakeLevel;
        }

        Stop(BoardState.Asleep, caller, caller.WakeAfterMicroseconds + Options.BootMicroseconds, BootCause.WakeByTimer);
    }

    /// <summary>Ends deep sleep where the firmware asked to be woken by this pin at this level.</summary>
    internal void WakeByPin(int pin, bool high)
    {
        lock (Scheduler.Gate)
        {
            if (state == BoardState.Asleep && (wakePins >> pin & 1) != 0 && high == wakeLevel)
            {
                Scheduler.SetAlarm(Scheduler.Now + Options.BootMicroseconds, () => Start(BootCause.WakeByPin));
            }
        }
    }

    internal void Fail(PowerCycle failed, BoardThread thread, Exception fault)
    {
        lock (Scheduler.Gate)
        {
            if (failed.Dead)
            {
                return;
            }

            Fault = fault;
        }

        Output.WriteLine($"Unhandled exception in thread '{thread.Name}': {fault}");
        Stop(BoardState.Faulted, failed);
    }

    private static void Attach<T>(Dictionary<(int, int), T> bus, (int BusId, int Address) place, T? target)
        where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place.BusId, 1);
        lock (bus)
        {
            if (target == null)
            {
                bus.Remove(place);
            }
            else
            {
                bus[place] = target;
            }
        }
    }

    // Called with the scheduler's gate held.
    private void Start(BootCause cause)
    {
        Fault = null;
        state = BoardState.Running;
        boots++;
        cycle = new PowerCycle(this, cause, boots);
        Scheduler.Add(cycle.NewThread("main", firmware!));
    }

    // With an expected power cycle, only that one is stopped: the board may have been booted anew meanwhile.
    private void Stop(BoardState next, PowerCycle? expected = null, long? startAfter = null, BootCause cause = BootCause.PowerOn)
    {
        PowerCycle? stopped;
        lock (Scheduler.Gate)
        {
            if (state == BoardState.Off || (expected != null && expected != cycle))
            {
                return;
            }

            stopped = cycle;
            cycle = null;
            state = next;
            Scheduler.ClearAlarm();
            Scheduler.BeginExchange();
            if (stopped != null)
            {
                stopped.Kill();
                Scheduler.Drop(stopped);
            }
        }

        // Nothing of the old life may reach the flash or the network once this returns.
        Storage.LosePower();
        stopped?.AbortConnections();
        Pins.Release();
        lock (Scheduler.Gate)
        {
            if (startAfter != null && state == next)
            {
                Scheduler.SetAlarm(Scheduler.Now + startAfter.Value, () => Start(cause));
            }
        }

        Scheduler.EndExchange();
        Stopped?.Invoke(next);
    }
}
