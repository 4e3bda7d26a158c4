using System.Globalization;

namespace NanoMonitor.Tools.NodeCost.Reports;

/// <summary>The table of ticks by stage and case, read back from the document.</summary>
public static class CostTable
{
    /// <summary>The line above it.</summary>
    public const string Heading = "## Ticks by stage and case";

    /// <summary>Name of its row of sums.</summary>
    public const string Total = "total";

    /// <summary>Ticks by case and stage; empty cells are left out.</summary>
    /// <exception cref="FormatException">The document has no such table.</exception>
    public static IReadOnlyDictionary<(string Case, string Stage), long> Read(string markdown)
    {
        string[][] rows = [.. markdown.Split('\n')
            .SkipWhile(line => line != Heading)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
        if (rows.Length < 3)
        {
            throw new FormatException($"there is no table under '{Heading}'");
        }

        Dictionary<(string, string), long> ticks = [];
        foreach (string[] row in rows.Skip(2))
        {
            for (int column = 1; column < row.Length; column++)
            {
                if (row[column].Length > 0)
                {
                    ticks.Add((rows[0][column], row[0]), long.Parse(row[column], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
                }
            }
        }

        return ticks;
    }
}
