namespace NanoMonitor.Training.Temperatures;

/// <summary>The last values of a series, sorted.</summary>
/// <param name="capacity">Values it holds at most.</param>
internal sealed class SortedWindow(int capacity)
{
    private readonly Queue<double> inOrder = new();
    private readonly List<double> sorted = [];

    /// <summary>Values it holds.</summary>
    public int Count => sorted.Count;

    /// <summary>Takes a value; the oldest leaves where there is no room.</summary>
    public void Add(double value)
    {
        if (inOrder.Count == capacity)
        {
            sorted.RemoveAt(sorted.BinarySearch(inOrder.Dequeue()));
        }

        inOrder.Enqueue(value);
        int place = sorted.BinarySearch(value);
        sorted.Insert(place < 0 ? ~place : place, value);
    }

    /// <summary>The value below which a share of the values lies.</summary>
    /// <param name="share">0 … 1.</param>
    public double Quantile(double share) => sorted[(int)(share * (sorted.Count - 1))];
}
