using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Pins;
using NanoMonitor.VirtualBoard.Time;

namespace System.Device.Gpio;

/// <summary>Opens and uses pins.</summary>
public sealed class GpioController : IDisposable
{
    private readonly List<(int Pin, PinChangeEventHandler Callback, PinValueChangedEventHandler Handler)> callbacks = [];
    private readonly List<GpioPin> opened = [];

    public GpioController()
        : this(PinNumberingScheme.Logical)
    {
    }

    public GpioController(PinNumberingScheme numberingScheme)
    {
        BoardThread.Require();
        NumberingScheme = numberingScheme;
    }

    public PinNumberingScheme NumberingScheme { get; }

    public int PinCount => BoardPins.Count;

    public GpioPin OpenPin(int pinNumber)
    {
        BoardPins.CheckPin(pinNumber);
        GpioPin pin = new(pinNumber);
        opened.Add(pin);
        return pin;
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        GpioPin pin = OpenPin(pinNumber);
        pin.SetPinMode(mode);
        return pin;
    }

    public void ClosePin(int pinNumber)
    {
        GpioPin pin = Pin(pinNumber);
        opened.Remove(pin);
        pin.Dispose();
    }

    public bool IsPinOpen(int pinNumber) => BoardThread.Require().Cycle.Gpio.Find(pinNumber) != null;

    public bool IsPinModeSupported(int pinNumber, PinMode mode) => GpioPin.IsSupported(mode);

    public PinMode GetPinMode(int pinNumber) => Pin(pinNumber).GetPinMode();

    public void SetPinMode(int pinNumber, PinMode mode) => Pin(pinNumber).SetPinMode(mode);

    public PinValue Read(int pinNumber) => Pin(pinNumber).Read();

    public void Write(int pinNumber, PinValue value) => Pin(pinNumber).Write(value);

    public void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        GpioPin pin = Pin(pinNumber);
        void Handler(object sender, PinValueChangedEventArgs e)
        {
            if ((e.ChangeType & eventTypes) != 0)
            {
                callback(sender, e);
            }
        }

        callbacks.Add((pinNumber, callback, Handler));
        pin.ValueChanged += Handler;
    }

    public void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        int index = callbacks.FindIndex(entry => entry.Pin == pinNumber && entry.Callback == callback);
        if (index >= 0)
        {
            Pin(pinNumber).ValueChanged -= callbacks[index].Handler;
            callbacks.RemoveAt(index);
        }
    }

    public void Dispose()
    {
        foreach (GpioPin pin in opened)
        {
            pin.Dispose();
        }

        opened.Clear();
    }

    private static GpioPin Pin(int pinNumber) =>
        BoardThread.Require().Cycle.Gpio.Find(pinNumber) ?? throw new InvalidOperationException($"Pin {pinNumber} is not open.");
}
