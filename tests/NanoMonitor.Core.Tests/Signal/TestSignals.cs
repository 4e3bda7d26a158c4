namespace NanoMonitor.Core.Tests.Signal;

/// <summary>Windows of the kinds a sensor meets, as counts of a given width.</summary>
internal static class TestSignals
{
    public static readonly string[] Names =
        ["random", "quiet", "one-lsb-noise", "sine", "impulse", "clipped", "tone-plus-noise", "two-tones", "offset-noise", "edge-impulse"];

    public static int[] Create(string name, int length, int bits, int seed)
    {
        var random = new Random(seed);
        double full = (1 << (bits - 1)) - 1;
        var frequency = 1 + random.NextDouble() * (length / 2.0 - 2);
        var other = 1 + random.NextDouble() * (length / 2.0 - 2);
        var phase = random.NextDouble() * Math.Tau;
        var impulseAt = random.Next(length / 4, 3 * length / 4);
        double Tone(int n, double f) => Math.Sin(Math.Tau * f * n / length + phase);
        double Noise() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
        return Enumerable.Range(0, length).Select(n => name switch
        {
            "random" => (random.NextDouble() * 2 - 1) * full,
            "quiet" => Noise() * 3,
            "one-lsb-noise" => Noise(),
            "sine" => Tone(n, frequency) * full * 0.9,
            "impulse" => (n == impulseAt ? full : 0) + Noise() * 2,
            "clipped" => Tone(n, frequency) * full * 3,
            "tone-plus-noise" => Tone(n, frequency) * full * 0.2 + Noise() * full * 0.002,
            "two-tones" => Tone(n, frequency) * full * 0.5 + Tone(n, other) * full * 0.001 + Noise() * 4,
            "offset-noise" => full * 0.7 + Noise() * 20,
            // The window all but hides the peak by which everything is scaled.
            "edge-impulse" => (n == 1 ? full : 0) + Noise() * full * 1e-4,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        }).Select(x => (int)Math.Round(Math.Clamp(x, -full - 1, full))).ToArray();
    }
}
