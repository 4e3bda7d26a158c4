using System.Diagnostics;
using System.Globalization;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>Feeds one target and notes each way it breaks its promises once.</summary>
internal sealed class FuzzRun(FuzzTarget target)
{
    private const int LongestMessage = 2000;
    private const int MostFindings = 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> findings = [];
    private long begun = Stopwatch.GetTimestamp();
    private volatile byte[] current = [];

    /// <summary>How many inputs were taken, not refused.</summary>
    public int Accepted { get; private set; }

    /// <summary>What went wrong, each with the path of an input that shows it.</summary>
    public IReadOnlyCollection<string> Findings => findings.Values;

    /// <summary>Tries the samples as they are, then as many damaged ones.</summary>
    public void Try(IReadOnlyList<byte[]> samples, int inputs, int seed)
    {
        var thread = new Thread(() => TryAll(samples, inputs, seed)) { IsBackground = true };
        thread.Start();
        while (!thread.Join(Hang))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref begun)) > Hang)
            {
                Note("hangs", "does not come to an end", current);
                return;
            }
        }
    }

    private void TryAll(IReadOnlyList<byte[]> samples, int inputs, int seed)
    {
        // What libraries allocate once, at their first use, is no parser's.
        WarmUp(samples);
        foreach (byte[] sample in samples)
        {
            Try(sample);
        }

        var random = new Random(seed);
        var mutator = new Mutator(random, samples);
        for (int i = 0; i < inputs && findings.Count < MostFindings; i++)
        {
            byte[] input = mutator.Next();
            Try(random.Next(4) == 0 ? input : target.Repair(input));
        }
    }

    private void WarmUp(IReadOnlyList<byte[]> samples)
    {
        foreach (byte[] sample in samples)
        {
            try
            {
                Interlocked.Exchange(ref begun, Stopwatch.GetTimestamp());
                current = sample;
                target.Parse([.. sample]);
            }
            catch (Exception)
            {
                // It is judged when it is tried.
            }
        }
    }

    private void Try(byte[] input)
    {
        current = input;
        Interlocked.Exchange(ref begun, Stopwatch.GetTimestamp());
        byte[] copy = [.. input];
        Exception? thrown = null;
        byte[]? again = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            again = target.Parse(copy);
        }
        catch (Exception e)
        {
            thrown = e;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Accepted += thrown is null ? 1 : 0;
        Judge(input, thrown, again, allocated);
    }

    private void Judge(byte[] input, Exception? thrown, byte[]? again, long allocated)
    {
        if (thrown is not null && !target.Documented.Contains(thrown.GetType()))
        {
            Note($"{thrown.GetType()} {new StackTrace(thrown).GetFrame(0)?.GetMethod()}", thrown.ToString(), input);
        }
        else if (thrown is not null && Complaint(thrown.Message, input.Length) is { } complaint)
        {
            Note(complaint, $"{complaint}: {thrown.Message}", input);
        }

        if (again is not null && !again.AsSpan().SequenceEqual(input))
        {
            Note("not canonical", $"accepted, but encoded again it is {Convert.ToHexString(again)}", input);
        }

        if (allocated > target.AllocationBase + ((long)target.AllocationPerByte * input.Length))
        {
            Note("allocates", string.Create(CultureInfo.InvariantCulture, $"allocates {allocated} bytes for {input.Length}"), input);
        }
    }

    private string? Complaint(string message, int inputLength)
    {
        // The node's messages quote what they refuse, which is a message of bounded length; files are not.
        return message.Length > LongestMessage + (target.Place is null ? inputLength : 0) ? "message too long"
            : target.Place is { } place && !message.Contains(place, StringComparison.Ordinal) ? $"message does not name {place}"
            : target.Place is null && message.IndexOf(' ', StringComparison.Ordinal) < 0 ? "message says nothing"
            : null;
    }

    private void Note(string kind, string what, byte[] input)
    {
        if (findings.ContainsKey(kind))
        {
            return;
        }

        string path = Path.Combine(Path.GetTempPath(), $"nanomonitor-fuzz-{target.Name}-{findings.Count}.bin");
        File.WriteAllBytes(path, input);
        findings.Add(kind, $"{what}\n  input: {path}");
    }
}
