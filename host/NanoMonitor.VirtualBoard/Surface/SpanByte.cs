namespace System;

/// <summary>nanoFramework's span over bytes of an array.</summary>
public readonly ref struct SpanByte
{
    private readonly byte[]? array;
    private readonly int start;
    private readonly int length;

    public SpanByte(byte[]? array)
        : this(array, 0, array?.Length ?? 0)
    {
    }

    public SpanByte(byte[]? array, int start, int length)
    {
        // As on the node: a null array is an empty span, but only of length 0.
        if (start < 0 || length < 0 || start + length > (array?.Length ?? 0))
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{start}+{length} is outside an array of {array?.Length ?? 0} bytes.");
        }

        this.array = array;
        this.start = start;
        this.length = length;
    }

    public static SpanByte Empty => default;

    public int Length => length;

    public bool IsEmpty => length == 0;

    internal Span<byte> Bytes => array.AsSpan(start, length);

    public byte this[int index]
    {
        get => Bytes[index];
        set => Bytes[index] = value;
    }

    public void CopyTo(SpanByte destination) => Bytes.CopyTo(destination.Bytes);

    public SpanByte Slice(int start) => Slice(start, length - start);

    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start + length > this.length)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{start}+{length} is outside a span of {this.length} bytes.");
        }

        return new SpanByte(array, this.start + start, length);
    }

    public byte[] ToArray() => Bytes.ToArray();

    public static implicit operator SpanByte(byte[]? array) => new(array);
}
