namespace NanoMonitor.Fuzz.Tests;

/// <summary>A parser of bytes from outside, and what it owes.</summary>
/// <param name="Name">Also the name of its folder in the corpus.</param>
/// <param name="Parse">Parses; where the encoding is canonical, gives what was accepted encoded again, else null.</param>
internal sealed record FuzzTarget(string Name, Func<byte[], byte[]?> Parse)
{
    /// <summary>The only exceptions it may throw.</summary>
    public Type[] Documented { get; init; } = [typeof(FormatException)];

    /// <summary>What every message must hold, so that it says where; null where "what: complaint" will do.</summary>
    public string? Place { get; init; }

    /// <summary>Sets right what a parser looks at first, such as a checksum, so that damage gets behind it.</summary>
    public Func<byte[], byte[]> Repair { get; init; } = bytes => bytes;

    /// <summary>Bytes it may allocate whatever the input, its exception and the second encoding included.</summary>
    public int AllocationBase { get; init; } = 1 << 16;

    /// <summary>Bytes it may allocate for each byte of input.</summary>
    public int AllocationPerByte { get; init; } = 256;

    /// <summary>Inputs take this many times longer than others', so it gets as many fewer.</summary>
    public int Slowness { get; init; } = 1;

    public override string ToString() => Name;
}
