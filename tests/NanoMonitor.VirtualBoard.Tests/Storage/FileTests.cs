using System.IO;
using System.Text;
using NanoMonitor.VirtualBoard.Storage;

namespace NanoMonitor.VirtualBoard.Tests.Storage;

public class FileTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        using Board board = new();
        board.Run(() =>
        {
            File.WriteAllText(@"I:\a", "some text");
            Assert.Equal("some text", File.ReadAllText(@"I:\a"));
            File.AppendAllText(@"I:\a", "!");
            using FileStream stream = new(@"I:\a", FileMode.Open, FileAccess.ReadWrite);
            Assert.Equal(10, stream.Length);
            stream.Seek(5, SeekOrigin.Begin);
            stream.Write("data"u8.ToArray(), 0, 4);
            stream.Seek(-1, SeekOrigin.End);
            Assert.Equal('!', stream.ReadByte());
            Assert.Equal(-1, stream.ReadByte());
            stream.SetLength(4);
        });
        Assert.Equal("some", Encoding.ASCII.GetString(board.Storage.Get(@"I:\a")!));
    }

    [Fact]
    public void Every_mode_does_what_it_says()
    {
        using Board board = new();
        board.Run(() =>
        {
            Assert.Throws<IOException>(() => new FileStream(@"I:\f", FileMode.Open));
            Assert.Throws<IOException>(() => new FileStream(@"I:\f", FileMode.Truncate));
            new FileStream(@"I:\f", FileMode.CreateNew).Close();
            Assert.Throws<IOException>(() => new FileStream(@"I:\f", FileMode.CreateNew));
            File.WriteAllBytes(@"I:\f", new byte[8]);
            Assert.Equal(8, Length(FileMode.OpenOrCreate));
            Assert.Equal(0, Length(FileMode.Truncate));
            File.WriteAllBytes(@"I:\f", new byte[8]);
            Assert.Equal(0, Length(FileMode.Create));
            using FileStream appended = new(@"I:\f", FileMode.Append);
            Assert.False(appended.CanRead);
        });

        static long Length(FileMode mode)
        {
            using FileStream stream = new(@"I:\f", mode);
            return stream.Length;
        }
    }

    [Fact]
    public void Move_throws_where_the_destination_exists()
    {
        using Board board = new();
        board.Run(() =>
        {
            File.WriteAllText(@"I:\new", "new");
            File.WriteAllText(@"I:\old", "old");
            Assert.Throws<IOException>(() => File.Move(@"I:\new", @"I:\old"));
            Assert.Equal("old", File.ReadAllText(@"I:\old"));
            File.Delete(@"I:\old");
            File.Move(@"I:\new", @"I:\old");
            Assert.Equal("new", File.ReadAllText(@"I:\old"));
            Assert.False(File.Exists(@"I:\new"));
        });
    }

    [Fact]
    public void Open_files_are_not_opened_deleted_or_moved()
    {
        using Board board = new();
        board.Run(() =>
        {
            using (FileStream stream = File.Create(@"I:\f"))
            {
                Assert.Throws<IOException>(() => File.ReadAllBytes(@"I:\f"));
                Assert.Throws<IOException>(() => File.Delete(@"I:\f"));
                Assert.Throws<IOException>(() => File.Move(@"I:\f", @"I:\g"));
            }

            using FileStream one = new(@"I:\f", FileMode.Open, FileAccess.Read);
            using FileStream two = new(@"I:\f", FileMode.Open, FileAccess.Read);
        });
    }

    [Fact]
    public void Deleting_what_is_not_there_is_no_error_but_a_missing_folder_is()
    {
        using Board board = new();
        board.Run(() =>
        {
            File.Delete(@"I:\none");
            Assert.Throws<IOException>(() => File.Delete(@"I:\none\none"));
            Assert.Throws<IOException>(() => File.WriteAllText(@"I:\none\none", ""));
        });
    }

    [Fact]
    public void Folders_hold_files_and_folders()
    {
        using Board board = new();
        board.Run(() =>
        {
            Directory.CreateDirectory(@"I:\queue");
            Directory.CreateDirectory(@"I:\queue\old");
            File.WriteAllText(@"I:\queue\2", "");
            File.WriteAllText(@"I:\queue\1", "");
            File.WriteAllText(@"I:\queue\old\3", "");
            Assert.Equal([@"I:\queue\1", @"I:\queue\2"], Directory.GetFiles(@"I:\queue"));
            Assert.Equal([@"I:\queue"], Directory.GetDirectories(@"I:\"));
            Assert.Throws<IOException>(() => Directory.Delete(@"I:\queue"));
            Directory.Move(@"I:\queue", @"I:\moved");
            Assert.True(File.Exists(@"I:\moved\old\3"));
            Directory.Delete(@"I:\moved", true);
            Assert.Empty(Directory.GetDirectories(@"I:\"));
        });
        Assert.Equal(0, board.Storage.FileCount);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData(@"D:\file")]
    [InlineData(@"I:\..\file")]
    [InlineData("/etc/passwd")]
    public void Paths_off_the_drive_are_refused(string path)
    {
        using Board board = new();
        board.Run(() => Assert.Throws<IOException>(() => File.WriteAllText(path, "")));
    }

    [Fact]
    public void A_full_drive_throws_and_keeps_what_was_there()
    {
        using Board board = new();
        int written = 0;
        board.Run(() =>
        {
            using FileStream stream = File.Create(@"I:\big");
            Assert.Throws<IOException>(() =>
            {
                for (; written <= BoardStorage.DefaultCapacityBytes; written += 1000)
                {
                    stream.Write(new byte[1000], 0, 1000);
                }
            });
            Assert.Throws<IOException>(() => File.WriteAllText(@"I:\small", "x"));
            stream.SetLength(0);
            File.WriteAllText(@"I:\small", "x");
        });
        Assert.InRange(written, 250_000, BoardStorage.DefaultCapacityBytes);
        Assert.InRange(board.Storage.UsedBytes, 1, 5 * BoardStorage.BlockBytes);
    }

    [Fact]
    public void The_storage_counts_files_and_bytes()
    {
        BoardStorage storage = new();
        storage.Put(@"I:\a", new byte[10]);
        storage.Put(@"I:\b\c", new byte[5000]);
        Assert.Equal(2, storage.FileCount);
        Assert.Equal(5010, storage.FileBytes);
        Assert.Equal((2 + 2 + 1 + 2) * BoardStorage.BlockBytes, storage.UsedBytes);
        Assert.True(storage.Remove(@"I:\a"));
        Assert.Equal([@"I:\b\c"], storage.Paths());
        Assert.Throws<IOException>(() => storage.Put(@"I:\d", new byte[BoardStorage.DefaultCapacityBytes]));
    }

    [Fact]
    public void A_host_folder_keeps_the_files()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("nanomonitor").FullName;
        try
        {
            using (Board board = new(new BoardOptions { Storage = new BoardStorage(folder) }))
            {
                board.Run(() =>
                {
                    Directory.CreateDirectory(@"I:\d");
                    File.WriteAllText(@"I:\d\kept", "kept");
                    File.WriteAllText(@"I:\gone", "gone");
                    File.Move(@"I:\gone", @"I:\moved");
                });
            }

            BoardStorage again = new(folder);
            Assert.Equal([@"I:\d\kept", @"I:\moved"], again.Paths());
            Assert.Equal("kept"u8.ToArray(), again.Get(@"I:\d\kept"));
            Assert.Equal("gone", System.IO.File.ReadAllText(System.IO.Path.Combine(folder, "moved")));
        }
        finally
        {
            System.IO.Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_span_read_throws_as_on_the_node()
    {
        using Board board = new();
        board.Run(() =>
        {
            using FileStream stream = File.Create(@"I:\f");
            Assert.Throws<NotSupportedException>(() => stream.Read(new byte[4]));
        });
    }
}
