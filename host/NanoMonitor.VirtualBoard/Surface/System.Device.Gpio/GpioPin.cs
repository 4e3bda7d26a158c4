using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Pins;
using NanoMonitor.VirtualBoard.Time;

namespace System.Device.Gpio;

/// <summary>An open pin.</summary>
public sealed class GpioPin : IDisposable
{
    private PinMode mode = PinMode.Input;
    private bool high;
    private bool closed;

    internal GpioPin(int pinNumber)
    {
        PinNumber = pinNumber;
        PowerCycle cycle = BoardThread.Require().Cycle;
        cycle.Gpio.Add(this);
        Drive();
    }

    /// <summary>Called on the board's event thread.</summary>
    public event PinValueChangedEventHandler? ValueChanged;

    /// <summary>Kept, but virtual buttons do not bounce.</summary>
    public TimeSpan DebounceTimeout { get; set; }

    public int PinNumber { get; }

    internal bool IsInput => !IsOutput;

    internal bool HasListeners => ValueChanged != null;

    private bool IsOutput => mode is not (PinMode.Input or PinMode.InputPullDown or PinMode.InputPullUp);

    public PinMode GetPinMode() => mode;

    public bool IsPinModeSupported(PinMode pinMode) => IsSupported(pinMode);

    public void SetPinMode(PinMode value)
    {
        Enter();
        if (!IsSupported(value))
        {
            throw new ArgumentException($"Pin {PinNumber} does not support {value}.");
        }

        mode = value;
        Drive();
    }

    public PinValue Read() => Enter().Pins.Level(PinNumber);

    public void Write(PinValue value)
    {
        Enter();
        if (!IsOutput)
        {
            throw new InvalidOperationException($"Pin {PinNumber} is an input.");
        }

        high = (bool)value;
        Drive();
    }

    public void Toggle() => Write(!high);

    public void Dispose()
    {
        if (!closed)
        {
            PowerCycle cycle = BoardThread.Require().Cycle;
            closed = true;
            cycle.Gpio.Remove(PinNumber);
            cycle.Board.Pins.Set(PinNumber, default);
        }
    }

    internal static bool IsSupported(PinMode pinMode) =>
        pinMode is PinMode.Input or PinMode.InputPullDown or PinMode.InputPullUp or PinMode.Output or PinMode.OutputOpenDrain;

    internal void Raise(PinEventTypes edge) => ValueChanged?.Invoke(this, new PinValueChangedEventArgs(edge, PinNumber));

    private Board Enter()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return BoardThread.Require().Cycle.Board;
    }

    private void Drive() => Enter().Pins.Set(PinNumber, new PinDrive(IsOutput, IsOutput ? high : mode == PinMode.InputPullUp));
}
