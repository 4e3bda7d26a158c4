using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Push;
using NanoMonitor.Fleet.Tests.Nodes;

namespace NanoMonitor.Fleet.Tests.Push;

public sealed class ModelPackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanomonitor-package-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Theory]
    [InlineData("fan-7.nmt", "fan-7")]
    [InlineData("Fan 7_b.nmt", "fan-7-b")]
    [InlineData("a-name-that-is-longer-than-the-32-allowed.nmt", "a-name-that-is-longer-than-the-3")]
    public void Names_the_model_after_its_file(string file, string modelId)
    {
        Assert.Equal(modelId, ModelPackage.Read(Write(file, TestTables.Create(TestTables.Spec))).ModelId);
    }

    [Fact]
    public void Chunks_put_together_are_the_file()
    {
        byte[] table = TestTables.Create(TestTables.Spec);
        ModelPackage package = ModelPackage.Create(table, "m");
        Assert.True(package.ChunkCount > 1);
        Assert.Equal(table, Enumerable.Range(0, package.ChunkCount).SelectMany(package.Chunk));
        Assert.Equal(PackageDigest.Of(table, ModelPackage.ChunkBytes), package.Digest);
    }

    [Fact]
    public void Refuses_a_damaged_table_and_names_the_file()
    {
        byte[] table = TestTables.Create(TestTables.Spec);
        table[^10] ^= 1;
        string path = Write("bad.nmt", table);
        FleetException refusal = Assert.Throws<FleetException>(() => ModelPackage.Read(path));
        Assert.Contains(path, refusal.Message);
        Assert.Contains("CRC32", refusal.Message);
    }

    [Fact]
    public void Refuses_a_table_that_this_build_judges_otherwise()
    {
        byte[] table = TestTables.Create(TestTables.Spec);
        table[^5] ^= 1;
        Bytes.WriteInt32(table, table.Length - 4, Crc32.Of(table, 0, table.Length - 4));
        FormatException refusal = Assert.Throws<FormatException>(() => ModelPackage.Create(table, "m"));
        Assert.Contains("golden", refusal.Message);
    }

    [Fact]
    public void Says_that_there_is_no_such_file()
    {
        FleetException refusal = Assert.Throws<FleetException>(() => ModelPackage.Read(Path.Combine(folder, "none.nmt")));
        Assert.Contains("none.nmt", refusal.Message);
    }
}
