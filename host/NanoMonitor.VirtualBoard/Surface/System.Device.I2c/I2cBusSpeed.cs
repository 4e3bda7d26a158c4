namespace System.Device.I2c;

/// <summary>Clock of an I2C bus: 100 kHz, 400 kHz or 1 MHz.</summary>
public enum I2cBusSpeed
{
    StandardMode = 0,
    FastMode = 1,
    FastModePlus = 2,
}
