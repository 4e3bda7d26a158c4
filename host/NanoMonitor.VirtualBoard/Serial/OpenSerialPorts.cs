using nanoFramework.Hardware.Esp32;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>The serial ports that the firmware of one power cycle has made and opened.</summary>
internal sealed class OpenSerialPorts
{
    private readonly PowerCycle cycle;
    private readonly HashSet<string> claimed = [];
    private readonly Dictionary<string, SerialReceiver> open = [];

    internal OpenSerialPorts(PowerCycle cycle) => this.cycle = cycle;

    private Scheduler Scheduler => cycle.Board.Scheduler;

    internal void Claim(string portName)
    {
        lock (Scheduler.Gate)
        {
            if (!claimed.Add(portName))
            {
                throw new ArgumentException($"There is a SerialPort for {portName} already.");
            }
        }
    }

    internal void Release(string portName)
    {
        lock (Scheduler.Gate)
        {
            claimed.Remove(portName);
        }
    }

    /// <exception cref="ArgumentException">No such port, kept by the debugger, or without pins.</exception>
    internal SerialReceiver Open(string portName, Action received)
    {
        if (!cycle.Board.Serial.PortNames().Contains(portName))
        {
            throw new ArgumentException($"{portName} is the debugger's, or does not exist.");
        }

        if (portName != BoardSerial.FirstPort && !(HasPin(portName, 0) && HasPin(portName, 1)))
        {
            throw new ArgumentException($"{portName} has no pins; give it some with Configuration.SetPinFunction.");
        }

        SerialReceiver receiver = new(Scheduler, received);
        lock (Scheduler.Gate)
        {
            open[portName] = receiver;
        }

        return receiver;
    }

    internal void Close(string portName)
    {
        lock (Scheduler.Gate)
        {
            open.Remove(portName);
        }
    }

    /// <summary>Hands bytes to the port if it is open; called with the gate held.</summary>
    /// <returns>How many it could take; all of them where nobody listens.</returns>
    internal int Receive(string portName, ReadOnlySpan<byte> bytes)
    {
        if (!open.TryGetValue(portName, out SerialReceiver? receiver))
        {
            return bytes.Length;
        }

        int count = receiver.Put(bytes);
        if (count > 0)
        {
            Scheduler.Recheck();
            cycle.Events.Post(receiver.Received);
        }

        return count;
    }

    // COMn_TX and COMn_RX follow one another, 256 apart from port to port.
    private bool HasPin(string portName, int function) =>
        cycle.PinFunctions.ContainsKey(DeviceFunction.COM2_TX + ((portName[3] - '2') * 256) + function);
}
