namespace NanoMonitor.Training.Comparison;

/// <summary>Cases of one machine each.</summary>
internal static class MachineCases
{
    /// <summary>Recordings to be judged whose machine has no model, since none of its recordings is there to learn from.</summary>
    public static IReadOnlyList<LeftOut> Strangers(IReadOnlyCollection<string> learned, IEnumerable<(string Recording, string Machine)> judged)
    {
        return [.. judged.Where(run => !learned.Contains(run.Machine))
            .Select(run => new LeftOut(run.Recording, run.Machine.Length == 0 ? "it names no machine" : $"nothing of its machine {run.Machine} is learned from"))];
    }
}
