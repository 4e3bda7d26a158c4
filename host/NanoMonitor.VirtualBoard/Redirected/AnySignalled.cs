using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Holds when one of some handles is signalled, and takes the first one's signal.</summary>
internal sealed class AnySignalled : ICondition
{
    private readonly WaitHandle[] handles;

    internal AnySignalled(WaitHandle[] handles) => this.handles = handles;

    internal int Index { get; private set; }

    public bool TryTake(BoardThread waiter)
    {
        Index = Array.FindIndex(handles, handle => handle.Signalled);
        if (Index < 0)
        {
            return false;
        }

        handles[Index].Take();
        return true;
    }
}
