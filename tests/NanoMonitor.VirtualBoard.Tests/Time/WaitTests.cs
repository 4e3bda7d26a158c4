using System.Threading;

namespace NanoMonitor.VirtualBoard.Tests.Time;

public class WaitTests
{
    [Fact]
    public void A_wait_ends_with_the_signal_or_with_its_time()
    {
        using Board board = new();
        List<string> seen = [];
        board.Run(() =>
        {
            AutoResetEvent signal = new(false);
            new Thread(() =>
            {
                Thread.Sleep(40);
                signal.Set();
            }).Start();
            seen.Add($"{signal.WaitOne(30, false)} {Environment.TickCount64}");
            seen.Add($"{signal.WaitOne(30, false)} {Environment.TickCount64}");
            seen.Add($"{signal.WaitOne(0, false)} {Environment.TickCount64}");
        });
        Assert.Equal(["False 30", "True 40", "False 40"], seen);
    }

    [Fact]
    public void An_auto_reset_signal_wakes_one_thread_and_a_manual_one_all()
    {
        using Board board = new();
        int auto = 0;
        int manual = 0;
        board.Run(() =>
        {
            AutoResetEvent one = new(false);
            ManualResetEvent all = new(false);
            for (int i = 0; i < 5; i++)
            {
                new Thread(() =>
                {
                    if (one.WaitOne(100, false))
                    {
                        auto++;
                    }

                    all.WaitOne();
                    manual++;
                }).Start();
            }

            Thread.Sleep(10);
            one.Set();
            Thread.Sleep(200);
            all.Set();
            Thread.Sleep(1);
        });
        Assert.Equal(1, auto);
        Assert.Equal(5, manual);
    }

    [Fact]
    public void Wait_any_tells_which_and_wait_all_takes_all()
    {
        using Board board = new();
        List<object> seen = [];
        board.Run(() =>
        {
            AutoResetEvent a = new(false);
            AutoResetEvent b = new(false);
            WaitHandle[] both = [a, b];
            new Thread(() =>
            {
                Thread.Sleep(10);
                b.Set();
                Thread.Sleep(10);
                a.Set();
                Thread.Sleep(10);
                b.Set();
            }).Start();
            seen.Add(WaitHandle.WaitAny(both));
            seen.Add(WaitHandle.WaitAll(both, 15, false));
            seen.Add(WaitHandle.WaitAll(both));
            seen.Add(WaitHandle.WaitAny(both, 5, false));
            seen.Add(Environment.TickCount64);
        });
        Assert.Equal([1, false, true, WaitHandle.WaitTimeout, 35L], seen);
    }

    [Fact]
    public void A_lock_is_held_over_a_sleep_and_others_wait_for_it()
    {
        using Board board = new();
        List<string> seen = [];
        board.Run(() =>
        {
            object gate = new();
            Thread other = new(() =>
            {
                Thread.Sleep(1);
                lock (gate)
                {
                    lock (gate)
                    {
                        seen.Add("other " + Environment.TickCount64);
                    }
                }
            });
            other.Start();
            lock (gate)
            {
                Thread.Sleep(50);
                seen.Add("main " + Environment.TickCount64);
            }

            other.Join();
        });
        Assert.Equal(["main 50", "other 50"], seen);
    }

    [Fact]
    public void Outside_a_board_a_lock_is_dotnets()
    {
        object gate = new();
        lock (gate)
        {
            Type dotnets = typeof(object).Assembly.GetType("System.Threading.Monitor")!;
            Assert.Equal(true, dotnets.GetMethod("IsEntered")!.Invoke(null, [gate]));
        }
    }

    [Fact]
    public void A_timer_calls_back_on_time_until_it_is_changed_or_disposed()
    {
        using Board board = new();
        List<long> calls = [];
        board.Run(() =>
        {
            Timer timer = new(state => calls.Add(Environment.TickCount64 + (int)state!), 1000, 30, 10);
            Thread.Sleep(55);
            timer.Change(100, Timeout.Infinite);
            Thread.Sleep(200);
            timer.Change(10, 10);
            Thread.Sleep(15);
            timer.Dispose();
            Thread.Sleep(100);
        });
        Assert.Equal([1030, 1040, 1050, 1155, 1265], calls);
    }

    [Fact]
    public void Join_gives_up_after_its_time()
    {
        using Board board = new();
        List<object> seen = [];
        board.Run(() =>
        {
            Thread slow = new(() => Thread.Sleep(100));
            slow.Start();
            seen.Add(slow.IsAlive);
            seen.Add(slow.Join(60));
            seen.Add(slow.Join(TimeSpan.FromMilliseconds(60)));
            seen.Add(slow.IsAlive);
            seen.Add(Environment.TickCount64);
        });
        Assert.Equal([true, false, true, false, 100L], seen);
    }

    [Fact]
    public void A_cancellation_source_cancels_in_virtual_time()
    {
        using Board board = new();
        List<bool> seen = [];
        board.Run(() =>
        {
            CancellationTokenSource source = new(500);
            CancellationToken token = source.Token;
            seen.Add(token.IsCancellationRequested);
            Thread.Sleep(499);
            seen.Add(token.IsCancellationRequested);
            Thread.Sleep(1);
            seen.Add(token.IsCancellationRequested);
            seen.Add(CancellationToken.None.IsCancellationRequested);
        });
        Assert.Equal([false, false, true, false], seen);
    }

    [Fact]
    public void An_execution_constraint_throws_once_its_time_is_over()
    {
        using Board board = new();
        bool thrown = false;
        board.Run(() =>
        {
            nanoFramework.Runtime.Native.ExecutionConstraint.Install(50, 4);
            Thread.Sleep(40);
            try
            {
                Thread.Sleep(20);
                Thread.Sleep(20);
            }
            catch (nanoFramework.Runtime.Native.ConstraintException)
            {
                thrown = true;
            }

            nanoFramework.Runtime.Native.ExecutionConstraint.Install(-1, 0);
            Thread.Sleep(1000);
        });
        Assert.True(thrown);
    }
}
