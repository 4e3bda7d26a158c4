using System;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>
    /// The serial port on which the node is provisioned: 115,200 bit/s, 8 bits, no parity. Reads only what the driver holds,
    /// since a read of more blocks until all of it is there; writes whole arrays, since the driver ignores the count.
    /// </summary>
    public sealed class ImprovPort
    {
        private const int BaudRate = 115200;
        private const string First = "COM1";
        private const string Second = "COM2";

        private readonly AutoResetEvent _received = new AutoResetEvent(false);
        private readonly byte[] _buffer = new byte[64];
        private SerialPort _port;
        private int _count;
        private int _at;

        /// <param name="name"><c>COM1</c> … <c>COM3</c>; see <see cref="DefaultName"/>.</param>
        public ImprovPort(string name)
        {
            Name = name;
        }

        public string Name { get; }

        /// <summary>The port of a node that has no configuration: the first, unless the debugger talks through it.</summary>
        public static string DefaultName()
        {
            string[] names = SerialPort.GetPortNames();
            for (int i = 0; i < names.Length; i++)
            {
                if (names[i] == First)
                {
                    return First;
                }
            }

            return Second;
        }

        /// <exception cref="Exception">There is no such port, or the debugger has it.</exception>
        public void Open()
        {
            RoutePins();
            _port = new SerialPort(Name, BaudRate);
            _port.DataReceived += OnReceived;
            _port.Open();
            _count = 0;
            _at = 0;
        }

        public void Close()
        {
            if (_port != null)
            {
                _port.Dispose();
                _port = null;
            }
        }

        /// <summary>Waits until bytes have come.</summary>
        /// <returns>Whether some have, in time.</returns>
        public bool Wait(int milliseconds)
        {
            return _port.BytesToRead > 0 || _received.WaitOne(milliseconds, false) || _port.BytesToRead > 0;
        }

        /// <summary>The next byte, or −1 where none has come.</summary>
        public int ReadByte()
        {
            if (_at == _count)
            {
                int waiting = _port.BytesToRead;
                _count = waiting > _buffer.Length ? _buffer.Length : waiting;
                _at = 0;
                if (_count == 0)
                {
                    return -1;
                }

                _port.Read(_buffer, 0, _count);
            }

            return _buffer[_at++];
        }

        public void Write(byte[] bytes)
        {
            _port.Write(bytes, 0, bytes.Length);
        }

        private void OnReceived(object sender, SerialDataReceivedEventArgs e)
        {
            _received.Set();
        }

        // COM1 has pins of its own. COM2's are free to choose; these are on connectors of the boards in device/README.md.
        private void RoutePins()
        {
            if (Name != Second)
            {
                return;
            }

            string target = SystemInfo.TargetName;
            bool isS3 = target.IndexOf("S3") >= 0;
            bool isAtom = target.IndexOf("PICO") >= 0;
            Configuration.SetPinFunction(isS3 ? 18 : isAtom ? 32 : 33, DeviceFunction.COM2_RX);
            Configuration.SetPinFunction(isS3 ? 17 : isAtom ? 26 : 32, DeviceFunction.COM2_TX);
        }
    }
}
