using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Buses;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.Simulation.Sensors;

/// <summary>Makes the virtual sensors of a node and wires them as its configuration says.</summary>
public static class VirtualSensor
{
    /// <summary>An accelerometer just powered on.</summary>
    /// <param name="family">One of <see cref="SensorFamily"/>.</param>
    /// <param name="clock">The board's clock.</param>
    /// <param name="source">What it measures.</param>
    /// <param name="oscillatorErrorPpm">How fast its own oscillator is.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no virtual sensor of this family.</exception>
    public static VirtualAccelerometer Create(int family, IClock clock, ISampleSource source, int oscillatorErrorPpm) => family switch
    {
        SensorFamily.Mpu6886 => new VirtualMpu6886(clock, source, oscillatorErrorPpm),
        SensorFamily.Lis3dh => new VirtualLis3dh(clock, source, oscillatorErrorPpm),
        SensorFamily.Lsm6dso => new VirtualLsm6dso(clock, source, oscillatorErrorPpm),
        SensorFamily.Iis3dwb => new VirtualIis3dwb(clock, source, oscillatorErrorPpm),
        SensorFamily.Adxl355 => new VirtualAdxl355(clock, source, oscillatorErrorPpm),
        SensorFamily.Adxl345 => new VirtualAdxl345(clock, source, oscillatorErrorPpm),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "There is no virtual sensor of this family."),
    };

    /// <summary>
    /// Wires an accelerometer: of the parts that have both buses, one is on SPI where the configuration names a chip select
    /// and no I2C address.
    /// </summary>
    public static void Attach(Board board, NodeConfiguration configuration, int family, VirtualAccelerometer accelerometer)
    {
        bool addressed = configuration.I2cAddress != NodeConfiguration.DefaultAddress;
        bool hasSpi = configuration.SpiChipSelectPin != NodeConfiguration.DefaultPin;
        if (accelerometer is ISpiTarget onSpi && hasSpi && (!addressed || accelerometer is not II2cTarget))
        {
            board.AttachSpi(configuration.SpiBus, configuration.SpiChipSelectPin, onSpi);
        }
        else if (accelerometer is II2cTarget onI2c)
        {
            board.AttachI2c(configuration.I2cBus, addressed ? configuration.I2cAddress : SensorLimits.DefaultAddress(family), onI2c);
        }
        else
        {
            throw new ArgumentException($"The {SensorFamily.Name(family)} needs SPI: name spiChipSelectPin.", nameof(configuration));
        }
    }

    /// <summary>Wires the thermometer that the configuration names, if it names one.</summary>
    /// <param name="temperatureC">Temperature in °C at a time in seconds since the board was made.</param>
    public static void AttachThermometer(Board board, NodeConfiguration configuration, Func<double, double> temperatureC)
    {
        switch (configuration.TemperatureSensor)
        {
            case NodeConfiguration.Mcp9808:
                board.AttachI2c(configuration.I2cBus, configuration.TemperatureAddress, new VirtualMcp9808(board.Clock, temperatureC));
                break;
            case NodeConfiguration.Ds18b20:
                board.AttachOneWire(
                    configuration.OneWireReceivePin, configuration.OneWireTransmitPin, new VirtualDs18b20(board.Clock, temperatureC));
                break;
        }
    }
}
