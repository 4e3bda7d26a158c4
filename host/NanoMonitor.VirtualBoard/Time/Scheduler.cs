using System.Diagnostics;

namespace NanoMonitor.VirtualBoard.Time;

/// <summary>
/// Gives one board thread at a time the turn, and moves virtual time on when all of them wait,
/// nothing is outstanding at the broker and the horizon allows it.
/// Threads wake in the order of their deadlines; equal deadlines in the order in which the waits began.
/// </summary>
internal sealed class Scheduler : IDisposable
{
    /// <summary>The interpreter's time slice: a thread that keeps the processor in native calls yields after it.</summary>
    private const long QuantumMicroseconds = 20_000;

    private readonly Queue<BoardThread> ready = new();
    private readonly List<BoardThread> waiting = [];
    private readonly Timer pacer;
    private readonly TimeSpan stallTimeout;
    private BoardThread? running;
    private BoardThread? blocker;
    private int outstanding;
    private long turns;
    private long now;
    private long horizon;
    private double speed;
    private long paceRealTicks;
    private long paceNow;
    private long alarmDue = long.MaxValue;
    private Action? alarm;

    internal Scheduler(TimeSpan stallTimeout)
    {
        this.stallTimeout = stallTimeout;
        pacer = new Timer(_ => Kick());
    }

    /// <summary>Guards everything that decides who runs and what time it is.</summary>
    internal object Gate { get; } = new();

    internal long Now => Volatile.Read(ref now);

    /// <summary>All threads that have not ended. Called with <see cref="Gate"/> held.</summary>
    internal IEnumerable<BoardThread> Threads => running == null ? [.. ready, .. waiting] : [running, .. ready, .. waiting];

    internal long Horizon
    {
        get => Volatile.Read(ref horizon);
        set
        {
            lock (Gate)
            {
                horizon = Math.Max(value, now);
                Repace();
                Dispatch();
            }
        }
    }

    internal double Speed
    {
        get => speed;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            lock (Gate)
            {
                speed = value;
                Repace();
                Dispatch();
            }
        }
    }

    private bool Idle => running == null && outstanding == 0 && ready.Count == 0 && blocker == null;

    public void Dispose() => pacer.Dispose();

    /// <summary>Raises the horizon and waits until nothing is left to do up to it.</summary>
    internal void AdvanceTo(long time)
    {
        if (BoardThread.Current != null)
        {
            throw new InvalidOperationException("Firmware cannot advance its own clock.");
        }

        lock (Gate)
        {
            if (time > horizon)
            {
                horizon = time;
                Repace();
            }

            Dispatch();
            WaitUntil(() => Idle && now >= time);
        }
    }

    /// <summary>Waits, without touching the horizon, until <paramref name="done"/>; called with the gate held.</summary>
    internal void WaitUntil(Func<bool> done)
    {
        while (!done())
        {
            BoardThread? seen = running;
            long seenTurns = turns;
            if (!Monitor.Wait(Gate, stallTimeout) && seen != null && seen == running && seenTurns == turns)
            {
                throw new TimeoutException(
                    $"Board thread '{seen.Name}' has not waited for {stallTimeout.TotalSeconds} s of real time. "
                    + "Virtual time stands still while a thread runs: does it poll the clock in a loop without sleeping?");
            }
        }
    }

    internal void Add(BoardThread thread)
    {
        lock (Gate)
        {
            CatchUp();
            thread.Start();
            ready.Enqueue(thread);
            Dispatch();
        }
    }

    internal void Finish(BoardThread thread)
    {
        lock (Gate)
        {
            thread.Ended = true;
            if (running == thread)
            {
                running = null;
            }

            Recheck();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Gives up the turn until <paramref name="condition"/> holds (true) or the time has passed (false).</summary>
    /// <param name="microseconds">Negative: no limit.</param>
    internal bool Wait(BoardThread self, ICondition? condition, long microseconds)
    {
        lock (Gate)
        {
            self.ThrowIfCut();
            if (condition != null && condition.TryTake(self))
            {
                return true;
            }

            if (microseconds == 0)
            {
                if (ready.Count == 0)
                {
                    return false;
                }

                ready.Enqueue(self);
                self.Satisfied = false;
            }
            else
            {
                self.Condition = condition;
                self.Due = microseconds < 0 ? long.MaxValue : now + microseconds;
                waiting.Add(self);
            }

            running = null;
            Dispatch();
        }

        self.AwaitTurn();
        return self.Satisfied;
    }

    /// <summary>Time passes for everyone while the caller sits in a native call.</summary>
    internal void Block(BoardThread self, long microseconds)
    {
        lock (Gate)
        {
            self.ThrowIfCut();
            blocker = self;
            self.Due = now + microseconds;
            running = null;
            Dispatch();
        }

        self.AwaitTurn();

        lock (Gate)
        {
            if (self.Cycle.Dead || now - self.TurnStart < QuantumMicroseconds)
            {
                return;
            }

            for (long due = NextDue(); due <= now; due = NextDue())
            {
                WakeDue(due);
            }

            self.TurnStart = now;
            if (ready.Count == 0)
            {
                return;
            }

            ready.Enqueue(self);
            running = null;
            Dispatch();
        }

        self.AwaitTurn();
    }

    /// <summary>Looks again at what threads wait for; to be called after every change, with or without the gate.</summary>
    internal void Recheck()
    {
        lock (Gate)
        {
            CatchUp();
            for (int i = 0; i < waiting.Count;)
            {
                BoardThread thread = waiting[i];
                if (thread.Condition != null && thread.Condition.TryTake(thread))
                {
                    waiting.RemoveAt(i);
                    MakeReady(thread, true);
                }
                else
                {
                    i++;
                }
            }

            Dispatch();
        }
    }

    /// <summary>Holds virtual time still until as many calls of <see cref="EndExchange"/>.</summary>
    internal void BeginExchange()
    {
        lock (Gate)
        {
            outstanding++;
        }
    }

    internal void EndExchange()
    {
        lock (Gate)
        {
            outstanding--;
            Dispatch();
        }
    }

    /// <summary>Runs an action at a virtual time, with the gate held; a board has one alarm (the boot after a reboot or deep sleep).</summary>
    internal void SetAlarm(long due, Action action)
    {
        lock (Gate)
        {
            alarmDue = due;
            alarm = action;
            Dispatch();
        }
    }

    internal void ClearAlarm()
    {
        lock (Gate)
        {
            alarmDue = long.MaxValue;
            alarm = null;
        }
    }

    /// <summary>Takes a power cycle's threads out; those that wait wake to find the board dead. Called with the gate held.</summary>
    internal void Drop(PowerCycle cycle)
    {
        List<BoardThread> dropped = [.. ready, .. waiting];
        if (blocker != null)
        {
            dropped.Add(blocker);
        }

        ready.Clear();
        waiting.Clear();
        blocker = null;
        running = null;
        foreach (BoardThread thread in dropped)
        {
            Debug.Assert(thread.Cycle == cycle, "Only one power cycle runs at a time.");
            thread.GiveTurn();
        }
    }

    private void Kick()
    {
        lock (Gate)
        {
            Dispatch();
        }
    }

    private void Dispatch()
    {
        // The alarm may start a thread, and with it dispatch, while time is being moved.
        while (running == null)
        {
            if (blocker == null && ready.TryDequeue(out BoardThread? next))
            {
                GiveTurn(next);
            }
            else if (!MoveTime())
            {
                Monitor.PulseAll(Gate);
                return;
            }
        }
    }

    private void GiveTurn(BoardThread thread)
    {
        running = thread;
        turns++;
        thread.TurnStart = now;
        thread.GiveTurn();
    }

    /// <summary>Moves time to the next deadline and readies what is due; false when time has to stand still.</summary>
    private bool MoveTime()
    {
        if (outstanding > 0)
        {
            return false;
        }

        // A native call under way is finished past the horizon: otherwise no thread could run there.
        long next = blocker?.Due ?? NextDue();
        long bound = blocker == null ? horizon : next;
        long limit = Math.Min(next, bound);
        if (speed > 0 && limit > now)
        {
            limit = Math.Min(limit, PacedNow());
        }

        if (limit > now && limit != long.MaxValue)
        {
            Volatile.Write(ref now, limit);
        }

        if (next > now)
        {
            WaitForPace(Math.Min(next, bound));
            return false;
        }

        if (blocker == null)
        {
            WakeDue(next);
        }
        else
        {
            BoardThread back = blocker;
            blocker = null;
            running = back;
            turns++;
            back.GiveTurn();
        }

        return true;
    }

    /// <summary>Where time is paced, what comes in from outside finds the board at the paced time, not at its last event.</summary>
    private void CatchUp()
    {
        if (speed > 0 && running == null && ready.Count == 0 && outstanding == 0)
        {
            long limit = Math.Min(Math.Min(blocker?.Due ?? NextDue(), horizon), PacedNow());
            Volatile.Write(ref now, Math.Max(now, limit));
        }
    }

    private long NextDue()
    {
        long next = alarmDue;
        foreach (BoardThread thread in waiting)
        {
            next = Math.Min(next, thread.Due);
        }

        return next;
    }

    private void WakeDue(long time)
    {
        for (int i = 0; i < waiting.Count;)
        {
            if (waiting[i].Due <= time)
            {
                BoardThread thread = waiting[i];
                waiting.RemoveAt(i);
                MakeReady(thread, false);
            }
            else
            {
                i++;
            }
        }

        if (alarm != null && alarmDue <= time)
        {
            Action action = alarm;
            ClearAlarm();
            action();
        }
    }

    private void MakeReady(BoardThread thread, bool satisfied)
    {
        thread.Condition = null;
        thread.Satisfied = satisfied;
        ready.Enqueue(thread);
    }

    private void Repace()
    {
        paceRealTicks = Stopwatch.GetTimestamp();
        paceNow = now;
    }

    private long PacedNow() => paceNow + (long)(Stopwatch.GetElapsedTime(paceRealTicks).TotalMicroseconds * speed);

    private void WaitForPace(long time)
    {
        if (speed > 0 && time > now && time != long.MaxValue)
        {
            double milliseconds = (time - PacedNow()) / (speed * 1000);
            pacer.Change((long)Math.Clamp(Math.Ceiling(milliseconds), 1, int.MaxValue), Timeout.Infinite);
        }
    }
}
