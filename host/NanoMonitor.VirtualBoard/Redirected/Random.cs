using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Random numbers; without a seed of its own it is seeded by the board's.</summary>
[StandsFor("System.Random")]
public class Random
{
    private readonly System.Random random;

    public Random()
        : this(BoardThread.Require().Cycle.Random.Next())
    {
    }

    public Random(int seed) => random = new System.Random(seed);

    public virtual int Next() => random.Next();

    public virtual int Next(int maxValue) => random.Next(maxValue);

    public virtual void NextBytes(byte[] buffer) => random.NextBytes(buffer);

    public virtual double NextDouble() => random.NextDouble();
}
