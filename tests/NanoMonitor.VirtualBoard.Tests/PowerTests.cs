using System.IO;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.VirtualBoard.Tests;

public class PowerTests
{
    [Fact]
    public void Firmware_that_catches_everything_does_nothing_after_the_cut()
    {
        using Board board = new();
        int effects = 0;
        int caught = 0;
        board.AttachI2c(1, 0x10, new Counting(() => effects++));
        board.Boot(() =>
        {
            System.Device.I2c.I2cDevice device = new(new System.Device.I2c.I2cConnectionSettings(1, 0x10));
            FileStream stream = new(@"I:\log", FileMode.Create);
            try
            {
                while (true)
                {
                    try
                    {
                        Thread.Sleep(10);
                        device.WriteByte(1);
                    }
                    catch (Exception)
                    {
                        caught++;
                        stream.WriteByte(1);
                        device.WriteByte(2);
                        Debug.WriteLine("caught");
                    }
                    finally
                    {
                        Debug.WriteLine("finally");
                        stream.Flush();
                        device.WriteByte(3);
                    }
                }
            }
            catch (Exception)
            {
                stream.Close();
                File.WriteAllText(@"I:\last", "words");
                device.WriteByte(4);
            }
        });
        board.Clock.AdvanceTo(25_000);
        Assert.Equal(4, effects);
        long operations = board.Storage.OperationCount;
        int lines = board.Output.Lines.Count;
        board.PowerCut();
        board.Clock.AdvanceTo(1_000_000);
        System.Threading.SpinWait.SpinUntil(() => Volatile.Read(ref caught) > 0);
        System.Threading.Thread.Sleep(50);
        Assert.Equal(4, effects);
        Assert.Equal(operations, board.Storage.OperationCount);
        Assert.Equal(lines, board.Output.Lines.Count);
        Assert.Equal([@"I:\log"], board.Storage.Paths());
        Assert.Equal(BoardState.Off, board.State);
    }

    [Fact]
    public void Threads_of_a_dead_board_end_whatever_they_catch()
    {
        using Board board = new();
        int ended = 0;
        for (int i = 0; i < 20; i++)
        {
            board.Boot(() =>
            {
                try
                {
                    while (true)
                    {
                        try
                        {
                            Thread.Sleep(10);
                        }
                        catch (Exception)
                        {
                            Debug.WriteLine("on we go");
                        }
                        finally
                        {
                            Debug.WriteLine("and on");
                        }
                    }
                }
                finally
                {
                    System.Threading.Interlocked.Increment(ref ended);
                }
            });
            board.Clock.AdvanceBy(5_000);
            board.PowerCut();
        }

        Assert.True(System.Threading.SpinWait.SpinUntil(() => Volatile.Read(ref ended) == 20, TimeSpan.FromSeconds(20)));
        Assert.Empty(board.Output.Lines);
    }

    [Fact]
    public void The_board_boots_again_with_its_files_and_time_goes_on()
    {
        using Board board = new();
        void Main()
        {
            string path = @"I:\boots";
            int count = File.Exists(path) ? File.ReadAllBytes(path)[0] : 0;
            File.WriteAllBytes(path, [(byte)(count + 1)]);
            Thread.Sleep(Timeout.Infinite);
        }

        for (int i = 1; i <= 3; i++)
        {
            board.Boot(Main);
            board.Clock.AdvanceBy(1_000_000);
            Assert.Equal(i, Assert.Single(board.Storage.Get(@"I:\boots")!));
            board.PowerCut();
        }

        Assert.Equal(3_000_000, board.Clock.NowMicroseconds);
        Assert.Equal(3, board.BootCount);
    }

    [Fact]
    public void A_board_with_power_is_not_booted_again()
    {
        using Board board = new();
        board.Boot(() => Thread.Sleep(Timeout.Infinite));
        Assert.Throws<InvalidOperationException>(() => board.Boot(() => { }));
    }

    [Fact]
    public void A_reboot_tells_its_handlers_loses_the_RAM_and_starts_main_again()
    {
        using Board board = new();
        List<string> seen = [];
        board.Boot(() =>
        {
            seen.Add($"up {Environment.TickCount64}");
            if (seen.Count > 3)
            {
                Thread.Sleep(Timeout.Infinite);
            }

            Power.OnRebootEvent += () => seen.Add("going down");
            Thread.Sleep(100);
            try
            {
                Power.RebootDevice();
            }
            finally
            {
                seen.Add("still here");
            }

            seen.Add("never");
        });
        board.Clock.AdvanceTo(100_000);
        Assert.Equal(BoardState.Rebooting, board.State);
        board.Clock.AdvanceTo(2_000_000);
        board.PowerCut();
        Assert.Equal(["up 0", "going down", "still here", "up 0"], seen.Take(4));
        Assert.DoesNotContain("never", seen);
    }

    [Fact]
    public void Deep_sleep_wakes_by_its_timer_and_says_so()
    {
        using Board board = new();
        List<string> seen = [];
        board.Boot(() =>
        {
            seen.Add($"{Board.Current.Clock.NowMicroseconds / 1000} {Sleep.GetWakeupCause()} {Environment.TickCount64}");
            Thread.Sleep(1000);
            Sleep.EnableWakeupByTimer(TimeSpan.FromMinutes(10));
            Sleep.StartDeepSleep();
            seen.Add("never");
        });
        board.Clock.AdvanceTo(60_000_000);
        Assert.Equal(BoardState.Asleep, board.State);
        board.Clock.AdvanceTo(1_300_000_000);
        board.PowerCut();
        Assert.Equal(["0 Undefined 0", "601500 Timer 0", "1203000 Timer 0"], seen);
        Assert.Equal(BoardState.Off, board.State);
    }

    [Fact]
    public void A_pin_wakes_from_deep_sleep()
    {
        using Board board = new();
        List<Sleep.WakeupCause> causes = [];
        board.Boot(() =>
        {
            causes.Add(Sleep.GetWakeupCause());
            Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin25, 0);
            Sleep.StartDeepSleep();
        });
        board.Pins.Drive(25, true);
        board.Clock.AdvanceTo(5_000_000);
        Assert.Single(causes);
        board.Pins.Drive(25, false);
        board.Clock.AdvanceTo(10_000_000);
        Assert.Equal([Sleep.WakeupCause.Undefined, Sleep.WakeupCause.Ext0], causes);
    }

    [Fact]
    public void Wall_clock_is_unknown_until_set_kept_over_a_reboot_and_lost_with_the_power()
    {
        using Board board = new();
        List<int> years = [];
        void Main()
        {
            years.Add(DateTime.UtcNow.Year);
            if (years.Count == 1)
            {
                Rtc.SetSystemTime(new DateTime(2026, 5, 4, 3, 2, 1));
                Thread.Sleep(1500);
                Assert.Equal(2026, DateTime.UtcNow.Year);
                Assert.Equal(2.5, (DateTime.UtcNow - new DateTime(2026, 5, 4, 3, 2, 0)).TotalSeconds);
                Power.RebootDevice();
            }

            Thread.Sleep(Timeout.Infinite);
        }

        board.Boot(Main);
        board.Clock.AdvanceTo(10_000_000);
        board.ThrowIfFaulted();
        board.PowerCut();
        board.Boot(Main);
        board.Clock.AdvanceTo(20_000_000);
        Assert.Equal([1970, 2026, 1970], years);
    }

    [Fact]
    public void Dead_threads_do_not_touch_the_next_life()
    {
        using Board board = new();
        using System.Threading.ManualResetEventSlim inside = new();
        using System.Threading.ManualResetEventSlim go = new();
        bool lateEffect = false;
        board.Boot(() =>
        {
            inside.Set();
            go.Wait();
            Debug.WriteLine("from the grave");
            lateEffect = true;
        });
        inside.Wait();
        board.PowerCut();
        List<long> alive = [];
        board.Boot(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                Thread.Sleep(10);
                alive.Add(Environment.TickCount64);
            }
        });
        go.Set();
        board.Clock.AdvanceTo(100_000);
        Assert.Equal([10, 20, 30], alive);
        Assert.False(lateEffect);
        Assert.DoesNotContain("from the grave", board.Output.Lines);
    }

    [Fact]
    public void The_same_seed_gives_the_same_random_numbers_and_another_one_others()
    {
        Assert.Equal(Numbers(7), Numbers(7));
        Assert.NotEqual(Numbers(7), Numbers(8));

        static int[] Numbers(int seed)
        {
            using Board board = new(new BoardOptions { Seed = seed });
            int[] numbers = new int[4];
            board.Run(() =>
            {
                Random random = new();
                Random another = new();
                numbers = [random.Next(), another.Next(), random.Next(100), another.Next(100)];
            });
            return numbers;
        }
    }

    private sealed class Counting(Action seen) : NanoMonitor.VirtualBoard.Buses.II2cTarget
    {
        public bool Transfer(ReadOnlySpan<byte> write, Span<byte> read)
        {
            seen();
            return true;
        }
    }
}
