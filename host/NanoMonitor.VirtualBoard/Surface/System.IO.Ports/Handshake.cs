namespace System.IO.Ports;

/// <summary>How a serial port holds the other end back.</summary>
public enum Handshake
{
    None = 0,
    XOnXOff = 1,
    RequestToSend = 2,
    RequestToSendXOnXOff = 3,
}
