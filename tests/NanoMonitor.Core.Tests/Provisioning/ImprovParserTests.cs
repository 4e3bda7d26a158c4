using CsCheck;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Core.Tests.Provisioning;

public class ImprovParserTests
{
    private static readonly Gen<(int Type, byte[] Data)> genFrame =
        Gen.Select(Gen.Int[1, 4], Gen.Byte.Array[0, 255], (type, data) => (type, data));

    // No 'I': nothing in it begins a frame.
    private static readonly Gen<byte[]> genGarbage = Gen.Byte.Where(value => value != 'I').Array[0, 40];

    // The specification's own example, with the checksum worked out by hand.
    [Fact]
    public void Frames_look_as_the_standard_says()
    {
        byte[] frame = ImprovFrame.Encode(ImprovFrame.Command, [0x02, 0x00]);

        Assert.Equal([0x49, 0x4D, 0x50, 0x52, 0x4F, 0x56, 0x01, 0x03, 0x02, 0x02, 0x00, 0xE5, 0x0A], frame);
    }

    [Fact]
    public void Wifi_settings_look_as_the_standard_says()
    {
        byte[] data = ImprovCommand.Encode(ImprovCommand.WifiSettings, ["MyWirelessAP", "mysecurepassword"]);

        Assert.Equal([0x01, 0x1E, 0x0C, .. "MyWirelessAP"u8, 0x10, .. "mysecurepassword"u8], data);
    }

    [Fact]
    public void Finds_every_frame_between_garbage()
    {
        Gen.Select(genFrame, genGarbage).Array[1, 6].Sample(parts =>
        {
            byte[] stream = [.. parts.SelectMany(part => (byte[])[.. part.Item2, .. ImprovFrame.Encode(part.Item1.Type, part.Item1.Data)])];

            return Same(parts.Select(part => part.Item1), Parse(stream));
        });
    }

    [Fact]
    public void Finds_a_frame_behind_one_that_was_cut_short_anywhere()
    {
        byte[] first = ImprovFrame.Encode(ImprovFrame.Command, ImprovCommand.Encode(ImprovCommand.SetFields, ["brokerHost=IMPROV-1", "wifiSsid=hall"]));
        byte[] second = ImprovFrame.Encode(ImprovFrame.Command, [ImprovCommand.RequestState, 0]);
        for (int length = 0; length < first.Length - 2; length++)
        {
            ImprovParser parser = new();
            List<(int, byte[])> found = Feed(parser, [.. first[..length], .. second]);
            for (bool whole = parser.BreakOff(); parser.IsInside || whole; whole = whole ? parser.Next() : parser.BreakOff())
            {
                if (whole)
                {
                    found.Add((parser.Type, parser.Data()));
                }
            }

            Assert.True(Same([(ImprovFrame.Command, [ImprovCommand.RequestState, 0])], found), $"cut after {length} bytes");
        }
    }

    [Fact]
    public void Takes_no_frame_with_one_byte_changed()
    {
        byte[] frame = ImprovFrame.Encode(ImprovFrame.Command, ImprovCommand.Encode(ImprovCommand.SetFields, ["site=plant"]));
        for (int at = 0; at < frame.Length - 1; at++)
        {
            for (int change = 1; change < 256; change++)
            {
                byte[] damaged = [.. frame];
                damaged[at] ^= (byte)change;
                List<(int Type, byte[] Data)> found = Parse(damaged);

                Assert.True(found.Count == 0, $"byte {at} changed by {change}");
            }
        }
    }

    [Fact]
    public void Counts_damaged_frames()
    {
        byte[] frame = ImprovFrame.Encode(ImprovFrame.Command, [2, 0]);
        frame[^2]++;
        ImprovParser parser = new();
        Feed(parser, frame);

        Assert.Equal(1, parser.Damaged);
    }

    [Fact]
    public void A_length_that_is_too_great_costs_no_frame_behind_it()
    {
        byte[] lies = [.. "IMPROV"u8, 1, 3, 255];
        byte[] good = ImprovFrame.Encode(ImprovFrame.Command, [2, 0]);
        byte[] stream = [.. lies, .. Enumerable.Repeat(good, 30).SelectMany(frame => frame)];

        // Until the 255 bytes are there the frames within them wait; none is lost.
        Assert.Equal(30, Parse(stream).Count);
    }

    [Fact]
    public void Survives_any_bytes_and_then_finds_a_frame()
    {
        byte[] good = ImprovFrame.Encode(ImprovFrame.Result, [2, 0]);
        byte[] header = [.. "IMPROV"u8, 1, 3];
        Gen.OneOf(Gen.Byte, Gen.Int[0, header.Length - 1].Select(at => header[at])).Array[0, 600].Sample(
            bytes =>
            {
                ImprovParser parser = new();
                Feed(parser, bytes);
                while (parser.IsInside)
                {
                    for (bool whole = parser.BreakOff(); whole; whole = parser.Next())
                    {
                    }
                }

                return Feed(parser, good).Count == 1;
            },
            iter: 2000);
    }

    [Fact]
    public void Allocates_nothing_for_bytes()
    {
        byte[] frame = ImprovFrame.Encode(ImprovFrame.Command, [2, 0]);
        ImprovParser parser = new();
        Feed(parser, frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            foreach (byte value in frame)
            {
                for (bool whole = parser.Add(value); whole; whole = parser.Next())
                {
                }
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Refuses_more_data_than_a_frame_has()
    {
        Assert.Throws<ArgumentException>(() => ImprovFrame.Encode(ImprovFrame.Command, new byte[256]));
    }

    private static List<(int Type, byte[] Data)> Parse(byte[] stream) => Feed(new ImprovParser(), stream);

    private static List<(int Type, byte[] Data)> Feed(ImprovParser parser, byte[] stream)
    {
        List<(int, byte[])> found = [];
        foreach (byte value in stream)
        {
            for (bool whole = parser.Add(value); whole; whole = parser.Next())
            {
                found.Add((parser.Type, parser.Data()));
            }
        }

        return found;
    }

    private static bool Same(IEnumerable<(int Type, byte[] Data)> expected, IEnumerable<(int Type, byte[] Data)> found) =>
        expected.Select(Text).SequenceEqual(found.Select(Text));

    private static string Text((int Type, byte[] Data) frame) => frame.Type + ":" + Convert.ToHexString(frame.Data);
}
