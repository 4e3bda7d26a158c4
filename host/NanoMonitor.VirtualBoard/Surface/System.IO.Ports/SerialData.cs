namespace System.IO.Ports;

/// <summary>What a serial port has received.</summary>
public enum SerialData
{
    Chars = 1,
    WatchChar = 2,
}
