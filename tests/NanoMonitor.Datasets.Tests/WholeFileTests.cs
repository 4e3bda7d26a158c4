namespace NanoMonitor.Datasets.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-whole-file-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Replaces_a_file_and_leaves_nothing_else()
    {
        string path = Path.Combine(folder, "new", "file");
        WholeFile.Write(path, [1]);
        WholeFile.Write(path, [2, 3]);
        Assert.Equal([2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.Combine(folder, "new")));
    }

    [Fact]
    public void Leaves_nothing_where_the_file_cannot_take_its_place()
    {
        string path = Path.Combine(folder, "taken");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => WholeFile.Write(path, [1]));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_folder_is_tried_without_a_trace()
    {
        WholeFile.RequireWritable(Path.Combine(folder, "not", "there", "yet"));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_folder_below_a_file_is_refused()
    {
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<IOException>(() => WholeFile.RequireWritable(Path.Combine(file, "below")));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }
}
