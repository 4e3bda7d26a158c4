namespace NanoMonitor.VirtualBoard.Time;

/// <summary>What a board thread can wait for.</summary>
internal interface ICondition
{
    /// <summary>
    /// True when it holds, taking what there is to take (an auto-reset signal, a lock).
    /// Called with the scheduler's gate held.
    /// </summary>
    bool TryTake(BoardThread waiter);
}
