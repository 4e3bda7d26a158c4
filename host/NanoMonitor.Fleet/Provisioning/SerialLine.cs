using System.IO.Ports;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>This computer's serial ports.</summary>
public static class SerialLine
{
    private const int BaudRate = 115200;

    /// <summary>Opens a port at 115,200 bit/s; closing the stream closes it.</summary>
    /// <exception cref="FleetException">There is none of that name, it is in use, or it may not be opened.</exception>
    public static Stream Open(string port)
    {
        try
        {
            return OpenOrThrow(port);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            string[] ports = SerialPort.GetPortNames();
            string others = ports.Length == 0 ? "This computer shows no serial port" : $"Ports here: {string.Join(", ", ports.Order())}";
            throw new FleetException(
                $"Cannot open the serial port {port}: {e.Message.TrimEnd('.')}. {others}; on Linux your user must be in the group dialout.", e);
        }
    }

    // On ESP32 boards the lines DTR and RTS reset the chip while they differ: both stay as the system sets them.
    private static Stream OpenOrThrow(string port)
    {
        try
        {
            return Open(port, hasControlLines: true);
        }
        catch (IOException) when (File.Exists(port))
        {
            // A pseudo terminal has no such lines.
            return Open(port, hasControlLines: false);
        }
    }

    private static Stream Open(string port, bool hasControlLines)
    {
        var serial = new SerialPort(port, BaudRate, Parity.None, 8, StopBits.One) { DtrEnable = hasControlLines, RtsEnable = hasControlLines };
        try
        {
            serial.Open();
            return serial.BaseStream;
        }
        catch
        {
            serial.Dispose();
            throw;
        }
    }
}
