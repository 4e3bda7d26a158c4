using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training;

/// <summary>What <c>train --json</c> writes of one table.</summary>
/// <param name="Machine">The machine, or the dataset where one table is for all.</param>
/// <param name="File">The table's file; null where none was written.</param>
/// <param name="Error">Why there is no model, or null.</param>
/// <param name="IsEnough">Whether there was enough data.</param>
/// <param name="Shortcomings">What there was too little of, a sentence each.</param>
/// <param name="TableBytes">Length of the table.</param>
/// <param name="Promise">What the thresholds promise; null without a model.</param>
/// <param name="Modes">When each operating mode occurred.</param>
/// <param name="Summary">All in words.</param>
public sealed record TrainingReport(
    string Machine,
    string? File,
    string? Error,
    bool IsEnough,
    IReadOnlyList<string> Shortcomings,
    int? TableBytes,
    CalibrationPromise? Promise,
    IReadOnlyList<TrainingReportMode> Modes,
    IReadOnlyList<string> Summary)
{
    /// <summary>Of a training.</summary>
    /// <param name="machine">What was trained.</param>
    /// <param name="model">The model.</param>
    /// <param name="file">Where its table is, or null.</param>
    public static TrainingReport Of(string machine, TrainedModel model, string? file)
    {
        var lacks = model.Promise.Shortcomings();
        return new TrainingReport(
            machine, file, null, lacks.Count == 0, lacks, model.Table.Length, model.Promise, [.. model.Modes.Select(TrainingReportMode.Of)], model.Summary);
    }

    /// <summary>Of one that failed.</summary>
    public static TrainingReport Failed(string machine, string error)
    {
        return new TrainingReport(machine, null, error, false, [error], null, null, [], []);
    }

    /// <summary>Several as JSON, names in camel case.</summary>
    public static string ToJson(IReadOnlyList<TrainingReport> reports)
    {
        return ReportJson.Of(reports);
    }
}
