using System.Runtime.CompilerServices;

namespace NanoMonitor.VirtualBoard.Time;

/// <summary>The locks of C#'s lock statement, of which the scheduler must know so that time can pass while one is held.</summary>
internal sealed class LockTable
{
    private readonly ConditionalWeakTable<object, BoardLock> locks = [];

    internal BoardLock Of(object obj) => locks.GetValue(obj, static _ => new BoardLock());
}
