using System.Device.Gpio;

namespace NanoMonitor.VirtualBoard.Pins;

/// <summary>The pins the firmware has opened in one power cycle.</summary>
internal sealed class OpenPins
{
    private readonly PowerCycle cycle;
    private readonly Dictionary<int, GpioPin> open = [];

    internal OpenPins(PowerCycle cycle) => this.cycle = cycle;

    internal void Add(GpioPin pin)
    {
        lock (open)
        {
            if (!open.TryAdd(pin.PinNumber, pin))
            {
                throw new InvalidOperationException($"Pin {pin.PinNumber} is open already.");
            }
        }
    }

    internal void Remove(int pinNumber)
    {
        lock (open)
        {
            open.Remove(pinNumber);
        }
    }

    internal GpioPin? Find(int pinNumber)
    {
        lock (open)
        {
            return open.GetValueOrDefault(pinNumber);
        }
    }

    internal void LevelChanged(int pinNumber, bool high)
    {
        if (Find(pinNumber) is { IsInput: true, HasListeners: true } pin)
        {
            cycle.Events.Post(() => pin.Raise(high ? PinEventTypes.Rising : PinEventTypes.Falling));
        }
    }
}
