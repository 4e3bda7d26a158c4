using System.Diagnostics;
using System.IO;
using System.Threading;
using NanoMonitor.VirtualBoard.Redirected;

namespace NanoMonitor.VirtualBoard.Tests.Redirected;

public class RedirectedNamesTests
{
    [Fact]
    public void Simple_names_under_dotnets_usings_mean_the_boards()
    {
        Type[] named =
        [
            typeof(AutoResetEvent), typeof(CancellationToken), typeof(CancellationTokenSource), typeof(Console), typeof(DateTime), typeof(Debug),
            typeof(Directory), typeof(DirectoryInfo), typeof(Environment), typeof(File), typeof(FileStream), typeof(ManualResetEvent), typeof(Monitor),
            typeof(Path), typeof(Random), typeof(Thread), typeof(Timer), typeof(WaitHandle),
        ];
        Assert.All(named, type => Assert.Equal("NanoMonitor.VirtualBoard.Redirected", type.Namespace));
    }

    [Fact]
    public void Every_redirected_type_has_an_alias_of_the_name_it_stands_for()
    {
        string props = System.IO.File.ReadAllText(Repository.Path("host", "NanoMonitor.VirtualBoard", "RedirectedNames.props"));
        foreach (Type type in typeof(Board).Assembly.GetExportedTypes())
        {
            if (type.GetCustomAttributes(typeof(StandsForAttribute), false) is [StandsForAttribute standsFor])
            {
                Assert.Equal(type.Name, standsFor.FullName.Split('.')[^1]);
                Assert.Contains($"<Using Include=\"{type.FullName}\" Alias=\"{type.Name}\" />", props, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Both_firmware_projects_import_the_names()
    {
        Assert.All(["NanoMonitor.Sensors", "NanoMonitor.Node"], name =>
            Assert.Contains(
                "RedirectedNames.props",
                System.IO.File.ReadAllText(Repository.Path("device", name, name + ".csproj")),
                StringComparison.Ordinal));
    }

    [Fact]
    public void Debug_and_console_write_to_the_boards_output()
    {
        using Board board = new();
        List<(long, string)> written = [];
        board.Output.Written += (time, line) => written.Add((time, line));
        board.Run(() =>
        {
            Debug.Write("one ");
            Thread.Sleep(1);
            Debug.WriteLine("line");
            Console.WriteLine("two\nthree");
        });
        Assert.Equal([(1000, "one line"), (1000, "two"), (1000, "three")], written);
        Assert.Equal(["one line", "two", "three"], board.Output.Lines);
    }

    [Fact]
    public void Dates_convert_to_unix_time_and_back()
    {
        DateTime time = new(2026, 11, 23, 4, 5, 6);
        Assert.Equal(1795406706, time.ToUnixTimeSeconds());
        Assert.Equal(time, DateTime.FromUnixTimeSeconds(1795406706));
        Assert.Equal(DateTimeKind.Utc, time.Kind);
    }

    [Theory]
    [InlineData(@"I:\a\b.txt", "b.txt", "b", ".txt", @"I:\a")]
    [InlineData(@"I:\name", "name", "name", "", @"I:\")]
    public void Paths_have_the_nodes_separators(string path, string name, string stem, string extension, string folder)
    {
        Assert.Equal(name, Path.GetFileName(path));
        Assert.Equal(stem, Path.GetFileNameWithoutExtension(path));
        Assert.Equal(extension, Path.GetExtension(path));
        Assert.Equal(folder, Path.GetDirectoryName(path));
        Assert.Equal(path, Path.Combine(folder, name));
    }
}
