using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Node.Uplink;
using FirmwareEvent = NanoMonitor.VirtualBoard.Redirected.AutoResetEvent;

namespace NanoMonitor.Node.Tests.Uplink;

public class OutboxTests
{
    [Fact]
    public void Offline_it_counts_messages_and_keeps_events()
    {
        Firmware.Run(() =>
        {
            Outbox outbox = new(new FirmwareEvent(false));
            outbox.AddMessage("telemetry", [1]);
            outbox.AddEvent(new HealthEvent { Sequence = 1 });
            Assert.Null(outbox.TakeMessage());
            Assert.Equal(1, outbox.MessagesDropped);
            Assert.Equal(1, outbox.TakeEvent().Sequence);
            Assert.Null(outbox.TakeEvent());
        });
    }

    [Fact]
    public void Full_it_drops_the_oldest_and_counts_it()
    {
        Firmware.Run(() =>
        {
            Outbox outbox = new(new FirmwareEvent(false)) { Online = true };
            for (byte i = 1; i <= 10; i++)
            {
                outbox.AddMessage("telemetry", [i]);
                outbox.AddEvent(new HealthEvent { Sequence = i });
            }

            Assert.Equal((2, 2), (outbox.MessagesDropped, outbox.EventsDropped));
            Assert.Equal(3, outbox.TakeMessage().Payload[0]);
            Assert.Equal(3, outbox.TakeEvent().Sequence);
        });
    }

    [Fact]
    public void Going_offline_drops_the_messages_that_wait()
    {
        Firmware.Run(() =>
        {
            Outbox outbox = new(new FirmwareEvent(false)) { Online = true };
            outbox.AddMessage("telemetry", [1]);
            outbox.AddMessage("telemetry", [2]);
            outbox.Online = false;
            Assert.Null(outbox.TakeMessage());
            Assert.Equal(2, outbox.MessagesDropped);
        });
    }

    [Fact]
    public void Waiting_times_double_to_a_minute_with_a_random_half()
    {
        Firmware.Run(() =>
        {
            Backoff backoff = new();
            int[] spans = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
            Assert.All(spans, span => Assert.InRange(backoff.NextMs(), span / 2, span));
            backoff.Reset();
            Assert.InRange(backoff.NextMs(), 500, 1000);
        });
    }
}
