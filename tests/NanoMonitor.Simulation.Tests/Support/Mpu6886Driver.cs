using System.Buffers.Binary;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Tests.Support;

/// <summary>Talks to a virtual MPU6886 as a driver does, over the bus alone.</summary>
internal sealed class Mpu6886Driver(VirtualMpu6886 sensor)
{
    public const byte Range2G = 0x00;
    public const byte Range8G = 0x10;
    public const byte Filter218Hz = 0x00;
    public const byte Filter99Hz = 0x02;
    public const byte Filter420Hz = 0x07;
    public const byte FilterBypassed = 0x08;

    public bool Write(byte register, params byte[] values)
    {
        return sensor.Transfer([register, .. values], []);
    }

    public byte Read(byte register)
    {
        return Read(register, 1)[0];
    }

    public byte[] Read(byte register, int length)
    {
        var bytes = new byte[length];
        Assert.True(sensor.Transfer([register], bytes));
        return bytes;
    }

    public int ReadWord(byte register)
    {
        return BinaryPrimitives.ReadInt16BigEndian(Read(register, 2));
    }

    /// <summary>Wakes the sensor and lets acceleration frames run into the FIFO.</summary>
    public void Start(byte divider, byte accelConfig2, byte range = Range8G)
    {
        Write(0x6B, 0x01);
        Write(0x19, divider);
        Write(0x1A, 0x01);
        Write(0x1C, range);
        Write(0x1D, accelConfig2);
        Write(0x23, 0x08);
        Write(0x6A, 0x44);
    }

    public int FifoCount()
    {
        return BinaryPrimitives.ReadUInt16BigEndian(Read(0x72, 2));
    }

    public AccelerometerFrame[] ReadFrames(int count)
    {
        byte[] bytes = Read(0x74, 8 * count);
        var frames = new AccelerometerFrame[count];
        for (int i = 0; i < count; i++)
        {
            Span<byte> frame = bytes.AsSpan(8 * i);
            frames[i] = new AccelerometerFrame(
                BinaryPrimitives.ReadInt16BigEndian(frame),
                BinaryPrimitives.ReadInt16BigEndian(frame[2..]),
                BinaryPrimitives.ReadInt16BigEndian(frame[4..]),
                BinaryPrimitives.ReadInt16BigEndian(frame[6..]));
        }

        return frames;
    }

    public AccelerometerFrame[] ReadAllFrames()
    {
        return ReadFrames(FifoCount() / 8);
    }
}
