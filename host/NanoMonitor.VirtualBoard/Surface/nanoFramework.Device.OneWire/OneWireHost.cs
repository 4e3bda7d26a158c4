using System.Collections;
using nanoFramework.Hardware.Esp32;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Device.OneWire;

/// <summary>
/// The 1-Wire bus of a node, made of the serial port COM3. As on the ESP32, both its pins must be named before it is made.
/// All threads wait while bits are on the wire.
/// </summary>
public class OneWireHost : IDisposable
{
    private const byte SearchRom = 0xF0;
    private const byte AlarmSearch = 0xEC;
    private const int RomBits = 64;

    private readonly Board board;
    private readonly (int Receive, int Transmit) pins;
    private int lastDiscrepancy = -1;
    private bool lastDevice;
    private bool disposed;

    public OneWireHost()
    {
        board = BoardThread.Require().Cycle.Board;
        pins = (Configuration.GetFunctionPin(DeviceFunction.COM3_RX), Configuration.GetFunctionPin(DeviceFunction.COM3_TX));
        if (pins.Receive < 0 || pins.Transmit < 0)
        {
            throw new InvalidOperationException("1-Wire uses COM3: assign COM3_RX and COM3_TX to pins before making the host.");
        }
    }

    /// <summary>Identity of the device that the last search found, 8 bytes from the family code on.</summary>
    public byte[] SerialNumber { get; set; } = new byte[RomBits / 8];

    /// <summary>Resets the bus.</summary>
    /// <returns>Whether anybody is present.</returns>
    public bool TouchReset()
    {
        bool present = false;
        foreach (IOneWireTarget target in Targets())
        {
            present |= target.Reset();
        }

        Wait(BusTime.OneWireResetMicroseconds);
        return present;
    }

    /// <summary>Writes a bit and reads what is on the wire meanwhile.</summary>
    public bool TouchBit(bool value)
    {
        bool high = value;
        foreach (IOneWireTarget target in Targets())
        {
            high &= target.Slot(value);
        }

        Wait(BusTime.OneWireSlotMicroseconds);
        return high;
    }

    /// <summary>Writes a byte, lowest bit first, and reads what is on the wire meanwhile.</summary>
    public byte TouchByte(byte value)
    {
        int read = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            read |= TouchBit((value >> bit & 1) != 0) ? 1 << bit : 0;
        }

        return (byte)read;
    }

    /// <summary>Writes a byte.</summary>
    /// <returns>What was on the wire.</returns>
    public byte WriteByte(byte value) => TouchByte(value);

    public byte ReadByte() => TouchByte(0xFF);

    /// <summary>Finds the first device, whose identity goes to <see cref="SerialNumber"/>.</summary>
    public bool FindFirstDevice(bool performResetBeforeSearch, bool searchWithAlarmCommand)
    {
        lastDiscrepancy = -1;
        lastDevice = false;
        return Search(performResetBeforeSearch, searchWithAlarmCommand);
    }

    /// <summary>Finds the device after the last one found.</summary>
    public bool FindNextDevice(bool performResetBeforeSearch, bool searchWithAlarmCommand) =>
        !lastDevice && Search(performResetBeforeSearch, searchWithAlarmCommand);

    /// <summary>The identities of all devices.</summary>
    public ArrayList FindAllDevices()
    {
        ArrayList all = [];
        for (bool found = FindFirstDevice(true, false); found; found = FindNextDevice(true, false))
        {
            all.Add(SerialNumber.Clone());
        }

        return all;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => disposed = true;

    /// <summary>
    /// The ROM search (Maxim application note 187): of every bit the devices send it and its complement, and the host writes
    /// the one it goes on with; where both occur, it takes the other way next time.
    /// </summary>
    private bool Search(bool reset, bool alarmed)
    {
        if (reset && !TouchReset())
        {
            return false;
        }

        WriteByte(alarmed ? AlarmSearch : SearchRom);
        byte[] rom = (byte[])SerialNumber.Clone();
        int openDiscrepancy = -1;
        for (int i = 0; i < RomBits; i++)
        {
            bool bit = TouchBit(true);
            bool complement = TouchBit(true);
            if (bit && complement)
            {
                return false;
            }

            if (!bit && !complement)
            {
                bit = i == lastDiscrepancy || (i < lastDiscrepancy && (rom[i / 8] >> (i % 8) & 1) != 0);
                openDiscrepancy = bit ? openDiscrepancy : i;
            }

            rom[i / 8] = (byte)(bit ? rom[i / 8] | 1 << i % 8 : rom[i / 8] & ~(1 << i % 8));
            TouchBit(bit);
        }

        lastDiscrepancy = openDiscrepancy;
        lastDevice = openDiscrepancy < 0;
        SerialNumber = rom;
        return true;
    }

    private IReadOnlyList<IOneWireTarget> Targets()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        BoardThread.Require();
        return board.OneWireTargets(pins.Receive, pins.Transmit);
    }

    private void Wait(long microseconds)
    {
        if (board.Options.BusTiming)
        {
            BoardThread self = BoardThread.Require();
            self.Scheduler.Block(self, microseconds);
        }
    }
}
