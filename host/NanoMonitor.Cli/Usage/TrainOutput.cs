using NanoMonitor.Training;

namespace NanoMonitor.Cli.Usage;

/// <summary>What a training leaves behind.</summary>
/// <param name="Path">File or folder of the tables.</param>
/// <param name="Json">File of the report, or null.</param>
/// <param name="IsStrict">Whether a table is written only where there is enough data.</param>
internal sealed record TrainOutput(string Path, string? Json, bool IsStrict)
{
    /// <summary>Said of a table that is not written.</summary>
    public const string Refused = "Nothing written: --strict asks for enough data.";

    /// <summary>Writes a table.</summary>
    /// <returns>False where that is refused.</returns>
    public bool Write(string file, TrainedModel model)
    {
        if (IsStrict && model.Promise.Shortcomings().Count > 0)
        {
            return false;
        }

        OutputFile.Write(file, model.Table);
        return true;
    }

    /// <summary>Writes the report where it is asked for.</summary>
    public void WriteReport(IReadOnlyList<TrainingReport> reports)
    {
        if (Json is not null)
        {
            OutputFile.Write(Json, TrainingReport.ToJson(reports) + "\n");
        }
    }
}
