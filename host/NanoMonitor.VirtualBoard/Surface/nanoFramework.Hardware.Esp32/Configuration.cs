using NanoMonitor.VirtualBoard.Pins;
using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Assigns pins to functions.</summary>
public class Configuration
{
    /// <summary>The pin of a function, or -1 when it has none.</summary>
    public static int GetFunctionPin(DeviceFunction function) =>
        BoardThread.Require().Cycle.PinFunctions.GetValueOrDefault(function, -1);

    public static void SetPinFunction(int pin, DeviceFunction value)
    {
        BoardPins.CheckPin(pin);
        BoardThread.Require().Cycle.PinFunctions[value] = pin;
    }
}
