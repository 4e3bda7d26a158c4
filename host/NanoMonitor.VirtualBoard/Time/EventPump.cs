namespace NanoMonitor.VirtualBoard.Time;

/// <summary>
/// Runs callbacks one after the other on a board thread of its own, made when first needed:
/// interrupts, and what an MQTT client dispatches.
/// </summary>
internal sealed class EventPump : ICondition
{
    private readonly Queue<Action> actions = new();
    private readonly PowerCycle cycle;
    private readonly string name;
    private BoardThread? thread;
    private bool closing;

    internal EventPump(PowerCycle cycle, string name)
    {
        this.cycle = cycle;
        this.name = name;
    }

    private object Gate => cycle.Board.Scheduler.Gate;

    /// <summary>Queues a callback; may be called from any thread.</summary>
    internal void Post(Action action)
    {
        lock (Gate)
        {
            if (cycle.Dead || closing)
            {
                return;
            }

            actions.Enqueue(action);
            if (thread == null)
            {
                thread = cycle.NewThread(name, Run);
                cycle.Board.Scheduler.Add(thread);
            }
            else
            {
                cycle.Board.Scheduler.Recheck();
            }
        }
    }

    /// <summary>Runs what is queued, then ends the thread.</summary>
    internal void Close()
    {
        lock (Gate)
        {
            closing = true;
            cycle.Board.Scheduler.Recheck();
        }
    }

    bool ICondition.TryTake(BoardThread waiter) => actions.Count > 0 || closing;

    private void Run()
    {
        while (true)
        {
            BoardThread self = BoardThread.Require();
            cycle.Board.Scheduler.Wait(self, this, -1);
            Action action;
            lock (Gate)
            {
                if (!actions.TryDequeue(out action!))
                {
                    return;
                }
            }

            action();
        }
    }
}
