using System;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// What a node is told at provisioning. <see cref="ConfigurationFields"/> says what each field may hold,
    /// <see cref="ConfigurationRules"/> what must hold between them, <see cref="ConfigurationFile"/> how it is written. It holds
    /// secrets: the node key and the passwords.
    /// </summary>
    public sealed class NodeConfiguration
    {
        /// <summary>Names of the two files on the node's drive; the newest valid one counts.</summary>
        public const string FileA = "config.a";

        /// <inheritdoc cref="FileA"/>
        public const string FileB = "config.b";

        /// <summary>Value of <see cref="Mode"/>: samples without a pause.</summary>
        public const string Continuous = "continuous";

        /// <summary>Value of <see cref="Mode"/>: wakes for a few windows, then sleeps deeply.</summary>
        public const string DutyCycled = "duty-cycled";

        /// <summary>Value of <see cref="Sensor"/>: whatever accelerometer answers at boot.</summary>
        public const string AutoSensor = "auto";

        /// <summary>Value of <see cref="TemperatureSensor"/> without a sensor of its own: the accelerometer's is used.</summary>
        public const string NoSensor = "none";

        /// <summary>Value of <see cref="TemperatureSensor"/>.</summary>
        public const string Mcp9808 = "mcp9808";

        /// <summary>Value of <see cref="TemperatureSensor"/>.</summary>
        public const string Ds18b20 = "ds18b20";

        /// <summary>Value of <see cref="MachineSupport"/>.</summary>
        public const string RigidSupport = "rigid";

        /// <summary>Value of <see cref="MachineSupport"/>.</summary>
        public const string FlexibleSupport = "flexible";

        /// <summary>Value of a pin that the board wires by itself, or that is not used.</summary>
        public const int DefaultPin = -1;

        /// <summary>Value of <see cref="I2cAddress"/>: the part's own.</summary>
        public const int DefaultAddress = 0;

        /// <summary>Value of a temperature limit that is off.</summary>
        public const int NoTemperatureLimit = -32768;

        /// <summary>1 … 1,000,000,000; grows with every write of a node's two files.</summary>
        public int Sequence { get; set; } = 1;

        /// <summary>A name; required.</summary>
        public string Site { get; set; } = "";

        /// <summary>A name; required.</summary>
        public string Node { get; set; } = "";

        /// <summary>A name, for the people who compare machines.</summary>
        public string MachineClass { get; set; } = "machine";

        /// <summary>32 bytes, as 64 hexadecimal digits; required.</summary>
        public byte[] NodeKey { get; set; } = new byte[0];

        /// <summary>Epoch of <see cref="NodeKey"/>: 0 at first, more where the fleet has rotated it.</summary>
        public int KeyEpoch { get; set; }

        /// <summary>Host name or IPv4 address; required.</summary>
        public string BrokerHost { get; set; } = "";

        /// <summary>1 … 65535.</summary>
        public int BrokerPort { get; set; } = 1883;

        /// <summary>1 = TLS; the CA's certificate is then in the file <c>ca.pem</c>. 0 = none.</summary>
        public int BrokerTls { get; set; }

        /// <summary>Empty = the broker asks for none.</summary>
        public string BrokerUser { get; set; } = "";

        public string BrokerPassword { get; set; } = "";

        /// <summary>Empty = the network is up without the node's doing.</summary>
        public string WifiSsid { get; set; } = "";

        public string WifiPassword { get; set; } = "";

        /// <summary>Host name or IPv4 address of the SNTP server; empty = the firmware image's own.</summary>
        public string TimeServer { get; set; } = "";

        /// <summary><see cref="Continuous"/> or <see cref="DutyCycled"/>.</summary>
        public string Mode { get; set; } = Continuous;

        /// <summary>Windows judged at each wake, 1 … 100.</summary>
        public int DutyWindows { get; set; } = 8;

        /// <summary>Seconds of deep sleep between two wakes, 1 … 86400.</summary>
        public int DutySleepSeconds { get; set; } = 600;

        /// <summary>The accelerometer: <see cref="AutoSensor"/>, or the name of a <see cref="Signal.SensorFamily"/>.</summary>
        public string Sensor { get; set; } = AutoSensor;

        /// <summary>1 or 2.</summary>
        public int I2cBus { get; set; } = 1;

        /// <summary>7-bit address of the accelerometer, 0x08 … 0x77, or <see cref="DefaultAddress"/>; written as 0x and two digits.</summary>
        public int I2cAddress { get; set; } = DefaultAddress;

        /// <summary>GPIO of SDA, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int I2cDataPin { get; set; } = DefaultPin;

        /// <summary>GPIO of SCL, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int I2cClockPin { get; set; } = DefaultPin;

        /// <summary>1 or 2.</summary>
        public int SpiBus { get; set; } = 1;

        /// <summary>GPIO of the accelerometer's chip select, 0 … 48, or <see cref="DefaultPin"/>: nothing is on SPI.</summary>
        public int SpiChipSelectPin { get; set; } = DefaultPin;

        /// <summary>GPIO of MOSI, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int SpiDataOutPin { get; set; } = DefaultPin;

        /// <summary>GPIO of MISO, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int SpiDataInPin { get; set; } = DefaultPin;

        /// <summary>GPIO of SCK, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int SpiClockPin { get; set; } = DefaultPin;

        /// <summary><see cref="Mcp9808"/>, <see cref="Ds18b20"/> or <see cref="NoSensor"/>.</summary>
        public string TemperatureSensor { get; set; } = NoSensor;

        /// <summary>7-bit address of the <see cref="Mcp9808"/> on the same bus, 0x08 … 0x77.</summary>
        public int TemperatureAddress { get; set; } = 0x18;

        /// <summary>GPIO of the <see cref="Ds18b20"/>'s wire for receiving, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int OneWireReceivePin { get; set; } = DefaultPin;

        /// <summary>GPIO of the <see cref="Ds18b20"/>'s wire for sending, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int OneWireTransmitPin { get; set; } = DefaultPin;

        /// <summary>Full scale, ± g: 2, 4, 8 or 16, as far as the sensor has it.</summary>
        public int RangeG { get; set; } = 8;

        /// <summary>1 … 26667, as far as the sensor has it.</summary>
        public int SampleRateHz { get; set; } = 1000;

        /// <summary>Samples of a window: 128, 256 or 512.</summary>
        public int WindowLength { get; set; } = 256;

        /// <summary>Seconds between two telemetry messages, 1 … 86400.</summary>
        public int TelemetrySeconds { get; set; } = 10;

        /// <summary>Seconds between two windows whose features are sent of its own accord, 1 … 86400; 0 = none.</summary>
        public int FeaturesSeconds { get; set; } = 300;

        /// <summary>Group of ISO 20816-3, 1 or 2; 0 = the machine is not rated by it.</summary>
        public int MachineGroup { get; set; }

        /// <summary><see cref="RigidSupport"/> or <see cref="FlexibleSupport"/>, as ISO 20816-3 means it.</summary>
        public string MachineSupport { get; set; } = RigidSupport;

        /// <summary>RMS at which to warn, 0.001 g, up to 65535; 0 = off.</summary>
        public int AccelerationWarningMilliG { get; set; }

        /// <summary>RMS at which to alarm, 0.001 g, up to 65535; 0 = off.</summary>
        public int AccelerationAlarmMilliG { get; set; }

        /// <summary>Temperature at which to warn, 0.01 °C, −5500 … 15000, or <see cref="NoTemperatureLimit"/>.</summary>
        public int TemperatureWarningCentiC { get; set; } = NoTemperatureLimit;

        /// <summary>Temperature at which to alarm, 0.01 °C, −5500 … 15000, or <see cref="NoTemperatureLimit"/>.</summary>
        public int TemperatureAlarmCentiC { get; set; } = NoTemperatureLimit;

        /// <summary>RMS below which the machine stands still, 0.001 g, up to 65535; 0 = never.</summary>
        public int StoppedRmsMilliG { get; set; }

        /// <summary>GPIO of the LED, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int LedPin { get; set; } = DefaultPin;

        /// <summary>1 = the LED shines while its pin is low; 0 = while it is high.</summary>
        public int LedActiveLow { get; set; }

        /// <summary>GPIO of a button to ground, 0 … 48, or <see cref="DefaultPin"/>.</summary>
        public int ButtonPin { get; set; } = DefaultPin;

        /// <summary>Serial port on which the configured node can be provisioned anew, <c>COM1</c> … <c>COM3</c>; empty = none.</summary>
        public string ImprovPort { get; set; } = "";

        /// <summary>The file's bytes.</summary>
        /// <exception cref="FormatException">A value is not allowed.</exception>
        public byte[] Encode()
        {
            return ConfigurationFile.Encode(this);
        }

        /// <exception cref="FormatException">Damaged, another version, or a value is missing or not allowed; says in which line.</exception>
        public static NodeConfiguration Decode(byte[] file)
        {
            return ConfigurationFile.Decode(file);
        }
    }
}
