using NanoMonitor.VirtualBoard.Buses;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Reads and writes a sensor's registers over its bus alone.</summary>
internal abstract class Wires
{
    public abstract byte[] Read(int register, int length);

    public abstract void Write(int register, params byte[] values);

    public int Read(int register) => Read(register, 1)[0];

    /// <summary>On I2C.</summary>
    /// <param name="target">The sensor.</param>
    /// <param name="stepBit">Bit of the register's number that asks for the next register with every byte.</param>
    public static Wires I2c(II2cTarget target, byte stepBit = 0) => new I2cWires(target, stepBit);

    /// <summary>On SPI.</summary>
    /// <param name="target">The sensor.</param>
    /// <param name="shift">Places by which the register's number stands left in the command.</param>
    /// <param name="readBits">Bits of the command that make it read.</param>
    public static Wires Spi(ISpiTarget target, int shift = 0, byte readBits = 0x80) => new SpiWires(target, shift, readBits);

    private sealed class I2cWires(II2cTarget target, byte stepBit) : Wires
    {
        public override byte[] Read(int register, int length)
        {
            var bytes = new byte[length];
            Assert.True(target.Transfer([(byte)(register | stepBit)], bytes));
            return bytes;
        }

        public override void Write(int register, params byte[] values) =>
            Assert.True(target.Transfer([(byte)(register | stepBit), .. values], []));
    }

    private sealed class SpiWires(ISpiTarget target, int shift, byte readBits) : Wires
    {
        public override byte[] Read(int register, int length)
        {
            var answer = new byte[1 + length];
            target.Transfer([(byte)(register << shift | readBits), .. new byte[length]], answer);
            return answer[1..];
        }

        public override void Write(int register, params byte[] values) =>
            target.Transfer([(byte)(register << shift), .. values], new byte[1 + values.Length]);
    }
}
