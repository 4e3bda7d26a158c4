using System.IO;
using System.Text;
using System.Threading;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.VirtualBoard.Tests.Storage;

public class PowerCutTests
{
    [Fact]
    public void A_write_cut_after_n_bytes_leaves_n_bytes()
    {
        for (int n = 0; n <= 8; n++)
        {
            using Board board = new();
            board.Storage.PowerCutAt = operation => operation.Kind == StorageOperationKind.Write ? n : null;
            board.Boot(() =>
            {
                using FileStream stream = new(@"I:\f", FileMode.Create);
                stream.Write("12345678"u8.ToArray(), 0, 8);
                stream.WriteByte((byte)'9');
            });
            board.Clock.AdvanceTo(1);
            Assert.Equal("12345678"[..n], Encoding.ASCII.GetString(board.Storage.Get(@"I:\f")!));
            Assert.Equal(BoardState.Off, board.State);
            Assert.Null(board.Fault);
        }
    }

    [Fact]
    public void Operations_are_numbered_in_order()
    {
        using Board board = new();
        List<string> seen = [];
        board.Storage.PowerCutAt = operation =>
        {
            seen.Add($"{operation.Number} {operation.Kind} {operation.Path} {operation.ByteCount}");
            return null;
        };
        board.Run(() =>
        {
            using (FileStream stream = new(@"I:\f", FileMode.Create))
            {
                stream.Write(new byte[5], 0, 5);
                stream.Flush();
                stream.SetLength(3);
            }

            File.Move(@"I:\f", @"I:\g");
            File.ReadAllBytes(@"I:\g");
            File.Delete(@"I:\g");
            Directory.CreateDirectory(@"I:\d");
            Directory.Delete(@"I:\d");
        });
        Assert.Equal(
            [
                @"1 Create I:\f 0", @"2 Write I:\f 5", @"3 Flush I:\f 0", @"4 SetLength I:\f 0", @"5 Close I:\f 0",
                @"6 Move I:\f 0", @"7 Delete I:\g 0", @"8 CreateDirectory I:\d 0", @"9 DeleteDirectory I:\d 0",
            ],
            seen);
        Assert.Equal(9, board.Storage.OperationCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_slots_with_a_checksum_survive_a_cut_at_every_boundary_and_byte(bool unflushedWritesAreLost)
    {
        int points = 0;
        for (int target = 1; ; target++)
        {
            bool reached = false;
            for (int bytes = 0, length = 0; bytes <= length; bytes++)
            {
                using Board board = new(new BoardOptions { Storage = new BoardStorage { UnflushedWritesAreLost = unflushedWritesAreLost } });
                int operations = 0;
                board.Storage.PowerCutAt = operation =>
                {
                    if (++operations != target)
                    {
                        return null;
                    }

                    reached = true;
                    length = operation.ByteCount;
                    return bytes;
                };
                int stored = 0;
                board.Boot(() =>
                {
                    for (int value = 1; value <= 3; value++)
                    {
                        WriteSlot(value);
                        stored = value;
                    }

                    Thread.Sleep(Timeout.Infinite);
                });
                board.Clock.AdvanceTo(1);
                points++;
                board.Storage.PowerCutAt = null;
                board.PowerCut();
                int found = -1;
                board.Run(() => found = ReadNewest());
                Assert.InRange(found, stored, stored + 1);
            }

            if (!reached)
            {
                break;
            }
        }

        Assert.True(points > 20);
    }

    [Fact]
    public void What_was_not_flushed_is_lost_where_the_storage_is_so()
    {
        using Board board = new(new BoardOptions { Storage = new BoardStorage { UnflushedWritesAreLost = true } });
        board.Boot(() =>
        {
            FileStream stream = new(@"I:\f", FileMode.Create);
            stream.Write("safe"u8.ToArray(), 0, 4);
            stream.Flush();
            stream.Write("lost"u8.ToArray(), 0, 4);
            Thread.Sleep(Timeout.Infinite);
        });
        board.Clock.AdvanceTo(1);
        board.PowerCut();
        Assert.Equal("safe"u8.ToArray(), board.Storage.Get(@"I:\f"));
    }

    private static void WriteSlot(int value)
    {
        byte[] slot = [(byte)value, 10, 20, 30, (byte)(value + 60)];
        File.WriteAllBytes(value % 2 == 0 ? @"I:\a" : @"I:\b", slot);
    }

    private static int ReadNewest() => Math.Max(ReadSlot(@"I:\a"), ReadSlot(@"I:\b"));

    private static int ReadSlot(string path)
    {
        byte[] slot = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return slot.Length == 5 && slot[0] + 60 == slot[4] ? slot[0] : 0;
    }
}
