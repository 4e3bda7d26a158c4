using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Fleet.Commissioning;

/// <summary>The windows of one boot, each once, in order.</summary>
internal sealed class BootRows(int bootId, int hop)
{
    private readonly List<FeatureRow> rows = [];

    public int BootId => bootId;

    /// <summary>
    /// The rows from the first that has a direct successor: before the node obeys it sends a window now and then, and
    /// nothing between those is lost.
    /// </summary>
    public IEnumerable<FeatureRow> Rows => rows.Skip(First);

    public int Count => rows.Count - First;

    /// <summary>Windows between the first and the last that are not there.</summary>
    public int LostCount => rows.Count == 0 ? 0 : rows[^1].Window - rows[First].Window + 1 - Count;

    /// <summary>Sample frames from the start of the first window to the end of the last hop.</summary>
    public long CoveredFrames => rows.Count == 0 ? 0 : rows[^1].FirstFrame - rows[First].FirstFrame + hop;

    private int First
    {
        get
        {
            int first = 0;
            while (first < rows.Count - 1 && rows[first + 1].Window != rows[first].Window + 1)
            {
                first++;
            }

            return first;
        }
    }

    /// <summary>Takes a row.</summary>
    /// <returns>False where its window is there already.</returns>
    public bool Add(FeatureRow row)
    {
        // Rows come in order but for messages that are repeated or late.
        int at = rows.Count;
        while (at > 0 && rows[at - 1].Window > row.Window)
        {
            at--;
        }

        if (at > 0 && rows[at - 1].Window == row.Window)
        {
            return false;
        }

        rows.Insert(at, row);
        return true;
    }
}
