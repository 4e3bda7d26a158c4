using System.Runtime;

namespace NanoMonitor.VirtualBoard.Time;

/// <summary>
/// One thread of the firmware: a real thread that runs only while it holds the board's turn,
/// as the node's green threads share one RTOS task.
/// </summary>
internal sealed class BoardThread : ICondition
{
    /// <summary>Firmware keeps little on its stacks; hundreds of nodes share a process.</summary>
    private const int StackBytes = 512 * 1024;

    /// <summary>Enough for any chain of finally blocks on the way out; firmware that goes on beyond is stuck in one.</summary>
    private const int MaximumCallsWhileDead = 100;

    [ThreadStatic]
    private static BoardThread? current;

    private readonly object baton = new();
    private readonly Thread thread;
    private readonly Action main;
    private Action? endSelf;
    private bool hasTurn;
    private int callsWhileDead;

    internal BoardThread(PowerCycle cycle, int id, string name, Action main)
    {
        Cycle = cycle;
        Id = id;
        Name = name;
        this.main = main;
        thread = new Thread(Run, StackBytes) { IsBackground = true, Name = $"{cycle.Board.Options.Name}/{name}" };
    }

    internal static BoardThread? Current => current;

    internal PowerCycle Cycle { get; }

    internal int Id { get; }

    internal string Name { get; }

    internal Scheduler Scheduler => Cycle.Board.Scheduler;

    /// <summary>The firmware's own delegate that the thread runs.</summary>
    internal Delegate? Entry { get; set; }

    /// <summary>What the firmware knows the thread by.</summary>
    internal object? Facade { get; set; }

    internal bool Ended { get; set; }

    /// <summary>Virtual time at which a wait gives up; <see cref="long.MaxValue"/> for never.</summary>
    internal long Due { get; set; }

    internal ICondition? Condition { get; set; }

    /// <summary>Whether the last wait ended because its condition held.</summary>
    internal bool Satisfied { get; set; }

    internal long TurnStart { get; set; }

    /// <summary>Virtual time after which the next call throws (ExecutionConstraint).</summary>
    internal long ConstraintDue { get; set; } = long.MaxValue;

    /// <summary>The calling board thread, alive; every call of the firmware into the board passes here.</summary>
    internal static BoardThread Require()
    {
        BoardThread self = current ?? throw new InvalidOperationException(
            "This call needs a board, and the calling thread belongs to none. Run the code with Board.Boot or Board.Run.");
        self.ThrowIfDead();
        if (self.Scheduler.Now > self.ConstraintDue)
        {
            self.ConstraintDue = long.MaxValue;
            throw new nanoFramework.Runtime.Native.ConstraintException();
        }

        return self;
    }

    internal void Start() => thread.UnsafeStart();

    internal void GiveTurn()
    {
        lock (baton)
        {
            hasTurn = true;
            Monitor.Pulse(baton);
        }
    }

    internal void AwaitTurn()
    {
        lock (baton)
        {
            while (!hasTurn)
            {
                Monitor.Wait(baton);
            }

            hasTurn = false;
        }

        ThrowIfDead();
    }

    /// <summary>
    /// The first call of a thread after its board's end throws. From the second one on the thread is ended: firmware that catches
    /// everything must not live on. Its finally blocks still run, but find nothing to call.
    /// </summary>
    internal void ThrowIfDead()
    {
        if (Cycle.Dead && callsWhileDead > 0)
        {
            callsWhileDead++;
            if (callsWhileDead == 2)
            {
                endSelf!();
            }

            if (callsWhileDead == 2 || callsWhileDead > MaximumCallsWhileDead)
            {
                Thread.Sleep(Timeout.Infinite);
            }
        }

        ThrowIfCut();
    }

    /// <summary>As <see cref="ThrowIfDead"/> for use inside a lock: it never stays.</summary>
    internal void ThrowIfCut()
    {
        if (Cycle.Dead)
        {
            callsWhileDead = Math.Max(callsWhileDead, 1);
            throw new BoardDeadException();
        }
    }

    bool ICondition.TryTake(BoardThread waiter) => Ended;

    private void Run()
    {
        current = this;
        Cycle.Board.MakeCurrent();
        using CancellationTokenSource end = new();
        endSelf = end.Cancel;
        try
        {
            AwaitTurn();

            // Obsolete because it can interrupt any code; here a thread only ever ends itself, in ThrowIfDead.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(main, end.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception) when (Cycle.Dead)
        {
        }
        catch (Exception fault)
        {
            Cycle.Board.Fail(Cycle, this, fault);
        }

        Scheduler.Finish(this);
    }
}
