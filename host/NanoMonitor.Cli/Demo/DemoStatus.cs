using NanoMonitor.Cli.Terminal;

namespace NanoMonitor.Cli.Demo;

/// <summary>What a demo node is doing, for the display. Written by the node's story, read by the display at any time.</summary>
internal sealed class DemoStatus
{
    private const int SparklineLength = 24;

    private readonly Lock gate = new();
    private readonly List<double> scores = [];
    private string phase = "starting";
    private double fraction;
    private string detail = "";
    private string state = "";

    /// <summary>Raised when the phase changes, with its name.</summary>
    public event Action<string>? PhaseChanged;

    /// <summary>Begins a phase.</summary>
    public void Begin(string newPhase)
    {
        lock (gate)
        {
            phase = newPhase;
            fraction = 0;
            detail = "";
        }

        PhaseChanged?.Invoke(newPhase);
    }

    /// <summary>How far the phase is.</summary>
    public void Report(ProgressStep step)
    {
        lock (gate)
        {
            fraction = step.Fraction;
            detail = step.Detail;
        }
    }

    /// <summary>What the node says of itself.</summary>
    /// <param name="newState">Its state in markup, or empty.</param>
    public void HeardState(string newState)
    {
        lock (gate)
        {
            state = newState;
        }
    }

    /// <summary>A score the node sent, in bits per feature.</summary>
    public void HeardScore(double score)
    {
        lock (gate)
        {
            scores.Add(score);
        }
    }

    /// <summary>One consistent picture.</summary>
    public (string Phase, double Fraction, string Detail, string State, string Sparkline) Snapshot(bool unicode)
    {
        lock (gate)
        {
            return (phase, fraction, detail, state, Sparkline.Draw(Condensed(), SparklineLength, unicode));
        }
    }

    // The whole history in the width there is: the mean of each share.
    private List<double> Condensed()
    {
        var columns = Math.Min(SparklineLength, scores.Count);
        return [.. Enumerable.Range(0, columns).Select(column =>
        {
            var first = column * scores.Count / columns;
            return scores.GetRange(first, ((column + 1) * scores.Count / columns) - first).Average();
        })];
    }
}
