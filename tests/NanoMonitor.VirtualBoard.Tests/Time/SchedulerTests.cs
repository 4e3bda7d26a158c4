using System.Threading;
using nanoFramework.Hardware.Esp32;

namespace NanoMonitor.VirtualBoard.Tests.Time;

public class SchedulerTests
{
    [Fact]
    public void Time_moves_by_exactly_what_is_slept()
    {
        using Board board = new();
        long before = -1;
        long after = -1;
        board.Run(() =>
        {
            before = (long)HighResTimer.GetCurrent();
            Thread.Sleep(1234);
            after = (long)HighResTimer.GetCurrent();
        });
        Assert.Equal(0, before);
        Assert.Equal(1_234_000, after);
        Assert.Equal(1_234_000, board.Clock.NowMicroseconds);
    }

    [Fact]
    public void The_board_stops_at_the_horizon_and_goes_on_from_there()
    {
        using Board board = new();
        int steps = 0;
        board.Boot(() =>
        {
            while (true)
            {
                steps++;
                Thread.Sleep(10);
            }
        });
        board.Clock.AdvanceTo(0);
        Assert.Equal(1, steps);
        board.Clock.AdvanceTo(95_000);
        Assert.Equal(10, steps);
        Assert.Equal(95_000, board.Clock.NowMicroseconds);
        board.Clock.AdvanceBy(5_000);
        Assert.Equal(11, steps);
    }

    [Fact]
    public void A_native_call_under_way_at_the_horizon_is_finished_so_that_other_threads_can_run()
    {
        using Board board = new();
        int edges = 0;
        board.Boot(() =>
        {
            System.Device.Gpio.GpioPin button = new System.Device.Gpio.GpioController().OpenPin(0, System.Device.Gpio.PinMode.Input);
            button.ValueChanged += (sender, e) => edges++;
            new System.Device.I2c.I2cDevice(new System.Device.I2c.I2cConnectionSettings(1, 0x44)).WriteByte(0);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(400_000);
        Assert.Equal(1_000_000, board.Clock.NowMicroseconds);
        board.Pins.Drive(0, true);
        board.Clock.AdvanceTo(400_000);
        Assert.Equal(1, edges);
    }

    [Fact]
    public void Time_reaches_the_horizon_without_any_firmware()
    {
        using Board board = new();
        board.Clock.AdvanceTo(7_000_000);
        Assert.Equal(7_000_000, board.Clock.NowMicroseconds);
    }

    [Fact]
    public void Equal_deadlines_wake_in_the_order_in_which_the_waits_began()
    {
        using Board board = new();
        List<int> order = [];
        board.Run(() =>
        {
            Thread[] threads = new Thread[8];
            for (int i = 0; i < threads.Length; i++)
            {
                int id = i;
                threads[i] = new Thread(() =>
                {
                    for (int n = 0; n < 50; n++)
                    {
                        Thread.Sleep(5);
                        order.Add(id);
                    }
                });
                threads[i].Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        });
        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 8), order);
    }

    [Fact]
    public void Earlier_deadlines_wake_first_however_the_waits_began()
    {
        using Board board = new();
        List<string> order = [];
        board.Run(() =>
        {
            Thread late = new(() =>
            {
                Thread.Sleep(30);
                order.Add("late " + Environment.TickCount64);
            });
            late.Start();
            Thread early = new(() =>
            {
                Thread.Sleep(20);
                order.Add("early " + Environment.TickCount64);
            });
            early.Start();
            late.Join();
            early.Join();
        });
        Assert.Equal(["early 20", "late 30"], order);
    }

    [Fact]
    public void Only_one_thread_runs_at_a_time()
    {
        using Board board = new();
        int inside = 0;
        int most = 0;
        board.Run(() =>
        {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(() =>
                {
                    for (int n = 0; n < 200; n++)
                    {
                        most = Math.Max(most, System.Threading.Interlocked.Increment(ref inside));
                        System.Threading.Thread.SpinWait(200);
                        System.Threading.Interlocked.Decrement(ref inside);
                        Thread.Sleep(n % 3);
                    }
                });
                threads[i].Start();
            }

            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        });
        Assert.Equal(1, most);
    }

    [Fact]
    public void Two_runs_interleave_alike()
    {
        Assert.Equal(Trace(), Trace());

        static string Trace()
        {
            using Board board = new();
            System.Text.StringBuilder trace = new();
            board.Run(() =>
            {
                AutoResetEvent signal = new(false);
                Thread[] threads = new Thread[5];
                for (int i = 0; i < threads.Length; i++)
                {
                    int id = i;
                    threads[i] = new Thread(() =>
                    {
                        Random random = new(id);
                        for (int n = 0; n < 100; n++)
                        {
                            if (random.Next(3) == 0)
                            {
                                signal.Set();
                            }
                            else
                            {
                                signal.WaitOne(random.Next(20), false);
                            }

                            trace.Append(id).Append('@').Append(Environment.TickCount64).Append(' ');
                        }
                    });
                    threads[i].Start();
                }

                foreach (Thread thread in threads)
                {
                    thread.Join();
                }
            });
            return trace.ToString();
        }
    }

    [Fact]
    public void Paced_time_does_not_run_ahead_of_the_real_one()
    {
        using Board board = new();
        board.Clock.Speed = 10;
        board.Boot(() =>
        {
            while (true)
            {
                Thread.Sleep(7);
            }
        });
        System.Diagnostics.Stopwatch real = System.Diagnostics.Stopwatch.StartNew();
        board.Clock.AdvanceTo(1_000_000);
        Assert.True(real.Elapsed >= TimeSpan.FromMilliseconds(100), $"1 s at tenfold speed passed in {real.ElapsedMilliseconds} ms.");
        Assert.Equal(1_000_000, board.Clock.NowMicroseconds);
    }

    [Fact]
    public void Where_time_is_paced_an_event_from_outside_finds_the_paced_time()
    {
        using Board board = new();
        long seen = 0;
        using System.Threading.ManualResetEventSlim done = new();
        board.Clock.Speed = 1000;
        board.Boot(() =>
        {
            System.Device.Gpio.GpioPin button = new System.Device.Gpio.GpioController().OpenPin(0, System.Device.Gpio.PinMode.Input);
            button.ValueChanged += (sender, e) =>
            {
                seen = Environment.TickCount64;
                done.Set();
            };
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.HorizonMicroseconds = long.MaxValue;
        System.Threading.Thread.Sleep(50);
        board.Pins.Drive(0, true);
        Assert.True(done.Wait(TimeSpan.FromSeconds(20)));
        Assert.True(seen >= 50_000, $"50 ms at a thousandfold speed are {seen} ms.");
    }

    [Fact]
    public void A_thread_that_never_waits_is_named()
    {
        bool stop = false;
        using Board board = new(new BoardOptions { StallTimeout = TimeSpan.FromMilliseconds(200) });
        board.Boot(() =>
        {
            while (!Volatile.Read(ref stop))
            {
            }
        });
        TimeoutException stalled = Assert.Throws<TimeoutException>(() => board.Clock.AdvanceTo(1));
        Volatile.Write(ref stop, true);
        Assert.Contains("'main'", stalled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_any_thread_stops_the_board_and_is_kept()
    {
        using Board board = new();
        int steps = 0;
        board.Boot(() =>
        {
            new Thread(() =>
            {
                Thread.Sleep(25);
                throw new InvalidDataException("broken");
            }).Start();
            while (true)
            {
                steps++;
                Thread.Sleep(10);
            }
        });
        board.Clock.AdvanceTo(1_000_000);
        Assert.Equal(BoardState.Faulted, board.State);
        Assert.IsType<InvalidDataException>(board.Fault);
        Assert.Equal(3, steps);
        Assert.Contains(board.Output.Lines, line => line.Contains("broken", StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(board.ThrowIfFaulted);
    }

    [Fact]
    public void Run_rethrows_what_left_the_firmware()
    {
        using Board board = new();
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => board.Run(() => throw new InvalidDataException("broken")));
        Assert.IsType<InvalidDataException>(e.InnerException);
    }

    [Fact]
    public void Many_boards_share_a_process_without_meeting()
    {
        Board[] boards = [.. Enumerable.Range(0, 50).Select(i => new Board(new BoardOptions { Name = $"n{i}" }))];
        int[] wrong = new int[boards.Length];
        for (int i = 0; i < boards.Length; i++)
        {
            int id = i;
            boards[i].Boot(() =>
            {
                for (int n = 0; ; n++)
                {
                    new Thread(() => wrong[id] += Board.Current.Options.Name == $"n{id}" ? 0 : 1).Start();
                    Thread.Sleep(id + 1);
                }
            });
            boards[i].Clock.HorizonMicroseconds = 200_000;
        }

        foreach (Board board in boards)
        {
            board.Clock.AdvanceTo(200_000);
            Assert.Null(board.Fault);
            board.Dispose();
        }

        Assert.All(wrong, count => Assert.Equal(0, count));
    }

    [Fact]
    public void Calls_outside_a_board_say_so()
    {
        Assert.Throws<InvalidOperationException>(() => Board.Current);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => Thread.Sleep(1));
        Assert.Contains("Board.Boot", e.Message, StringComparison.Ordinal);
    }
}
