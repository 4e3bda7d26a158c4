using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Holds when all of some handles are signalled, and takes all signals at once.</summary>
internal sealed class AllSignalled : ICondition
{
    private readonly WaitHandle[] handles;

    internal AllSignalled(WaitHandle[] handles) => this.handles = handles;

    public bool TryTake(BoardThread waiter)
    {
        foreach (WaitHandle handle in handles)
        {
            if (!handle.Signalled)
            {
                return false;
            }
        }

        foreach (WaitHandle handle in handles)
        {
            handle.Take();
        }

        return true;
    }
}
