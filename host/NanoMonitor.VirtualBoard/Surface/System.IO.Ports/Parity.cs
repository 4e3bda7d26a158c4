namespace System.IO.Ports;

/// <summary>Parity bit of a serial port.</summary>
public enum Parity
{
    None = 0,
    Odd = 1,
    Even = 2,
}
