namespace NanoMonitor.VirtualBoard.Time;

/// <summary>A re-entrant lock between the threads of one board.</summary>
internal sealed class BoardLock : ICondition
{
    private BoardThread? owner;
    private int depth;

    internal void Enter(BoardThread self) => self.Scheduler.Wait(self, this, -1);

    internal void Exit(BoardThread self)
    {
        lock (self.Scheduler.Gate)
        {
            if (owner != self)
            {
                throw new SynchronizationLockException("The lock is not held by this thread.");
            }

            if (--depth == 0)
            {
                owner = null;
                self.Scheduler.Recheck();
            }
        }
    }

    bool ICondition.TryTake(BoardThread waiter)
    {
        if (owner != null && owner != waiter)
        {
            return false;
        }

        owner = waiter;
        depth++;
        return true;
    }
}
