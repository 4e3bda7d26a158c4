using System.Device.Gpio;
using System.Threading;

namespace NanoMonitor.VirtualBoard.Tests.Pins;

public class GpioTests
{
    [Fact]
    public void An_LED_shows_what_the_firmware_writes()
    {
        using Board board = new();
        List<(int, bool, long)> seen = [];
        board.Pins.Changed += (pin, high, time) => seen.Add((pin, high, time));
        board.Run(() =>
        {
            GpioController controller = new();
            GpioPin led = controller.OpenPin(2, PinMode.Output);
            led.Write(PinValue.High);
            Thread.Sleep(10);
            led.Toggle();
            controller.ClosePin(2);
        });
        Assert.Equal([(2, true, 0), (2, false, 10_000)], seen);
    }

    [Fact]
    public void A_button_is_read_and_its_edges_call_back_on_a_board_thread()
    {
        using Board board = new();
        List<string> seen = [];
        board.Boot(() =>
        {
            GpioPin button = new GpioController().OpenPin(39, PinMode.InputPullUp);
            button.ValueChanged += (sender, e) => seen.Add($"{e.ChangeType} {e.PinNumber} {Environment.TickCount64} {button.Read()}");
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(10_000);
        Assert.True(board.Pins.Level(39));
        board.Pins.Drive(39, false);
        board.Clock.AdvanceTo(30_000);
        board.Pins.Drive(39, null);
        board.Clock.AdvanceTo(40_000);
        board.ThrowIfFaulted();
        Assert.Equal(["Falling 39 10 Low", "Rising 39 30 High"], seen);
    }

    [Fact]
    public void A_registered_callback_gets_only_its_edges_until_it_is_unregistered()
    {
        using Board board = new();
        int calls = 0;
        board.Boot(() =>
        {
            GpioController controller = new();
            controller.OpenPin(4, PinMode.Input);
            PinChangeEventHandler handler = (sender, e) => calls++;
            controller.RegisterCallbackForPinValueChangedEvent(4, PinEventTypes.Rising, handler);
            Thread.Sleep(100);
            controller.UnregisterCallbackForPinValueChangedEvent(4, handler);
            Thread.Sleep(Timeout.Infinite);
        });
        for (int i = 1; i <= 20; i++)
        {
            board.Clock.AdvanceTo((i * 10_000) - 5_000);
            board.Pins.Drive(4, i % 2 == 1);
        }

        board.Clock.AdvanceTo(300_000);
        Assert.Equal(5, calls);
    }

    [Fact]
    public void Wrong_use_of_pins_throws()
    {
        using Board board = new();
        board.Run(() =>
        {
            GpioController controller = new();
            GpioPin input = controller.OpenPin(4, PinMode.Input);
            Assert.Throws<InvalidOperationException>(() => input.Write(PinValue.High));
            Assert.Throws<InvalidOperationException>(() => controller.OpenPin(4));
            Assert.Throws<InvalidOperationException>(() => controller.Read(5));
            Assert.Throws<ArgumentException>(() => controller.OpenPin(49));
            input.Dispose();
            Assert.False(controller.IsPinOpen(4));
        });
    }
}
