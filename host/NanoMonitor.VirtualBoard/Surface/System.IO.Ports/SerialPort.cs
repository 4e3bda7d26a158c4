using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Redirected;
using NanoMonitor.VirtualBoard.Serial;
using NanoMonitor.VirtualBoard.Time;

namespace System.IO.Ports;

/// <summary>
/// A serial port of the node. As on the ESP32: the driver keeps 256 received bytes and loses what comes on top;
/// <see cref="Read(byte[], int, int)"/> waits for the whole count or throws; a write always takes the whole array.
/// </summary>
public sealed class SerialPort : IDisposable
{
    private readonly PowerCycle cycle;
    private int readTimeout = Threading.Timeout.Infinite;
    private int writeTimeout = Threading.Timeout.Infinite;
    private SerialReceiver? receiver;
    private bool disposed;

    public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
    {
        ArgumentNullException.ThrowIfNull(portName);
        cycle = BoardThread.Require().Cycle;
        if (portName.Length != 4 || !portName.StartsWith("COM", StringComparison.Ordinal) || !char.IsAsciiDigit(portName[3]))
        {
            throw new ArgumentException($"'{portName}' is no port; they are called COM1, COM2 …");
        }

        PortName = portName;
        BaudRate = baudRate;
        Parity = parity;
        DataBits = dataBits;
        StopBits = stopBits;
        cycle.SerialPorts.Claim(portName);
    }

    /// <summary>Raised on the board's event thread, once for each time bytes have come.</summary>
    public event SerialDataReceivedEventHandler? DataReceived;

    public int BaudRate { get; set; }

    public int DataBits { get; set; }

    public Parity Parity { get; set; }

    public StopBits StopBits { get; set; }

    public string PortName { get; }

    public bool IsOpen => receiver != null;

    /// <summary>Has no effect, as on the ESP32.</summary>
    public int ReadBufferSize { get; set; } = SerialReceiver.Capacity;

    public int BytesToRead => Opened().Count;

    public int ReadTimeout
    {
        get => readTimeout;
        set => readTimeout = Timeouts.Checked(value);
    }

    public int WriteTimeout
    {
        get => writeTimeout;
        set => writeTimeout = Timeouts.Checked(value);
    }

    /// <summary>The ports that firmware may open: not the one the debugger talks through.</summary>
    public static string[] GetPortNames() => BoardThread.Require().Cycle.Board.Serial.PortNames();

    /// <exception cref="InvalidOperationException">It is open.</exception>
    /// <exception cref="ArgumentException">The board has no such port, or keeps it for its debugger.</exception>
    public void Open()
    {
        Enter();
        if (receiver != null)
        {
            throw new InvalidOperationException($"{PortName} is open already.");
        }

        receiver = cycle.SerialPorts.Open(PortName, () => DataReceived?.Invoke(this, new SerialDataReceivedEventArgs(SerialData.Chars)));
    }

    public void Close()
    {
        Enter();
        cycle.SerialPorts.Close(PortName);
        receiver = null;
    }

    /// <summary>Waits until as many bytes have come.</summary>
    /// <exception cref="TimeoutException">They have not come in time; those that have stay to be read.</exception>
    public int Read(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + count, buffer.Length);
        SerialReceiver from = Opened();
        BoardThread self = BoardThread.Require();
        if (!self.Scheduler.Wait(self, from.Holding(count), Timeouts.Microseconds(readTimeout)))
        {
            throw new TimeoutException();
        }

        from.Take(buffer.AsSpan(offset, count));
        return count;
    }

    public int ReadByte()
    {
        byte[] one = new byte[1];
        Read(one, 0, 1);
        return one[0];
    }

    /// <summary>Sends the array, and takes the time that its bits take.</summary>
    /// <exception cref="NotSupportedException">
    /// Only a part is to be sent: the ESP32's driver would send as many bytes as the array has, whatever the count.
    /// </exception>
    public void Write(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        Opened();
        if (offset != 0 || count != buffer.Length)
        {
            throw new NotSupportedException("The node's driver sends whole arrays, whatever offset and count say.");
        }

        BoardThread self = BoardThread.Require();
        cycle.Board.Serial.Send(PortName, buffer);
        self.Scheduler.Wait(self, null, 10_000_000L * count / BaudRate);
    }

    public void WriteByte(byte value) => Write([value], 0, 1);

    public void Dispose()
    {
        if (!disposed)
        {
            Close();
            disposed = true;
            cycle.SerialPorts.Release(PortName);
        }
    }

    private SerialReceiver Opened() => Enter() ?? throw new InvalidOperationException($"{PortName} is not open.");

    private SerialReceiver? Enter()
    {
        BoardThread.Require();
        ObjectDisposedException.ThrowIf(disposed, this);
        return receiver;
    }
}
