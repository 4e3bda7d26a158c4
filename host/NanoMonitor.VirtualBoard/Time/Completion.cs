namespace NanoMonitor.VirtualBoard.Time;

/// <summary>Something a board thread waits for that ends outside of the board, with or without an error.</summary>
internal sealed class Completion : ICondition
{
    private readonly Scheduler scheduler;
    private bool done;

    internal Completion(Scheduler scheduler) => this.scheduler = scheduler;

    internal Exception? Error { get; private set; }

    bool ICondition.TryTake(BoardThread waiter) => done;

    internal void Set(Exception? error = null)
    {
        lock (scheduler.Gate)
        {
            Error = error;
            done = true;
            scheduler.Recheck();
        }
    }
}
