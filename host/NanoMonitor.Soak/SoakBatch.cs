using System.Collections.Concurrent;

namespace NanoMonitor.Soak;

/// <summary>Many seeds, several at a time.</summary>
public static class SoakBatch
{
    /// <summary>Runs the plans; results in the order of their ends.</summary>
    /// <param name="plans">What to run.</param>
    /// <param name="atOnce">Runs at a time.</param>
    /// <param name="finished">Called with each result, one at a time.</param>
    /// <param name="cancellationToken">Ends the runs.</param>
    public static IReadOnlyList<SoakResult> Run(
        IEnumerable<SoakPlan> plans, int atOnce, Action<SoakResult>? finished = null, CancellationToken cancellationToken = default)
    {
        ConcurrentQueue<SoakPlan> waiting = new(plans);
        List<SoakResult> results = [];
        Task[] workers =
        [
            .. Enumerable.Range(0, atOnce).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    while (waiting.TryDequeue(out SoakPlan? plan))
                    {
                        SoakResult result = SoakRun.Run(plan, cancellationToken);
                        lock (results)
                        {
                            results.Add(result);
                            finished?.Invoke(result);
                        }
                    }
                },
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)),
        ];
        Task.WaitAll(workers, cancellationToken);
        return results;
    }
}
