namespace System.IO.Ports;

/// <summary>What a serial port drives.</summary>
public enum SerialMode
{
    Normal = 0,
    RS485 = 1,
}
