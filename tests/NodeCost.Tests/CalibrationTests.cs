using NanoMonitor.Tools.NodeCost.Firmware;
using NanoMonitor.Tools.NodeCost.Metering;

namespace NanoMonitor.Tools.NodeCost.Tests;

/// <summary>Loops that the real interpreter's opcode counter has counted: the meter must count the same.</summary>
public class CalibrationTests
{
    private const string Source = """
        public interface IScale { int Apply(int x); }
        public class Scale : IScale { public virtual int Apply(int x) { return x; } }
        public static class Loops
        {
            public static int Empty(int n) { int i; for (i = 0; i < n; i++) { } return i; }
            public static int MultiplyAdd(int n, int[] x, int[] w) { int acc = 0; for (int i = 0; i < n; i++) { acc += x[i] * w[i]; } return acc; }
            public static int MultiplyAddShort(int n, short[] x, sbyte[] w) { int acc = 0; for (int i = 0; i < n; i++) { acc += x[i] * w[i]; } return acc; }
            public static int MultiplyAddLength(int n, int[] x, int[] w) { int acc = 0; for (int i = 0; i < x.Length; i++) { acc += x[i] * w[i]; } return acc; }
            public static long LongAccumulator(int n, int[] x, int[] w) { long acc = 0; for (int i = 0; i < n; i++) { acc += (long)x[i] * w[i]; } return acc; }
            public static int Unrolled(int n, int[] x, int[] w) { int acc = 0; for (int i = 0; i < n; i += 4) { acc += x[i] * w[i] + x[i + 1] * w[i + 1] + x[i + 2] * w[i + 2] + x[i + 3] * w[i + 3]; } return acc; }
            public static void Requantize(int n, int[] dst, long m, long r) { int x = 5; for (int i = 0; i < n; i++) { dst[i] = (int)(((long)x * m + r) >> 31); } }
            public static void Store(int n, int[] dst, int v) { for (int i = 0; i < n; i++) { dst[i] = v; } }
            public static int StaticCall(int n) { int acc = 0; for (int i = 0; i < n; i++) { acc += Same(i); } return acc; }
            public static int VirtualCall(int n) { Scale scale = new Scale(); int acc = 0; for (int i = 0; i < n; i++) { acc += scale.Apply(i); } return acc; }
            public static int InterfaceCall(int n) { IScale scale = new Scale(); int acc = 0; for (int i = 0; i < n; i++) { acc += scale.Apply(i); } return acc; }
            public static int ForEachSum(int n, int[] x) { int acc = 0; foreach (int value in x) { acc += value; } return acc; }
            public static int ForSum(int n, int[] x) { int acc = 0; for (int i = 0; i < n; i++) { acc += x[i]; } return acc; }
            public static void AddTo(int n, int[] a, int v) { for (int i = 0; i < n; i++) { a[i] += v; } }
            public static void Copy(int n, int[] a, int[] b) { for (int i = 0; i < n; i++) { System.Array.Copy(a, 0, b, 0, 1024); } }
            static int Same(int x) { return x; }
        }
        """;

    private static readonly Lazy<Meter> s_meter = new(() => new Meter(Instrumenter.Instrument(
        [("Loops", FirmwareBuild.Compile("Loops", [("Loops.cs", Source)], usesBoard: false, []))], [], null)));

    [Theory]
    [InlineData("Empty", 7)]
    [InlineData("MultiplyAdd", 17)]
    [InlineData("MultiplyAddShort", 17)]
    [InlineData("MultiplyAddLength", 19)]
    [InlineData("LongAccumulator", 19)]
    [InlineData("Unrolled", 13.25)]
    [InlineData("Requantize", 19)]
    [InlineData("Store", 11)]
    [InlineData("StaticCall", 14)]
    [InlineData("VirtualCall", 15)]
    [InlineData("InterfaceCall", 15)]
    [InlineData("ForEachSum", 17)]
    [InlineData("ForSum", 13)]
    [InlineData("AddTo", 15)]
    [InlineData("Copy", 13)]
    public void Counts_as_the_interpreter_counted(string loop, double ilAnIteration) =>
        Assert.Equal(ilAnIteration, (Count(loop, 2000).Il - Count(loop, 1000).Il) / 1000.0);

    [Fact]
    public void Prices_a_multiply_add_as_it_was_measured() =>
        Assert.Equal(19.5, (Count("MultiplyAdd", 2000).Ticks - Count("MultiplyAdd", 1000).Ticks) / 1000.0, tolerance: 1.5);

    [Theory]
    [InlineData("byte", 100, 120)]
    [InlineData("short", 100, 228)]
    [InlineData("int", 100, 420)]
    [InlineData("long", 100, 828)]
    [InlineData("object", 100, 1224)]
    public void Sizes_arrays_as_they_were_measured(string element, int length, int bytes)
    {
        string source = $"public static class Makes {{ public static object Array(int n) {{ return new {element}[n]; }} }}";
        Meter meter = new(Instrumenter.Instrument([("Makes", FirmwareBuild.Compile("Makes", [("Makes.cs", source)], usesBoard: false, []))], [], null));

        AllocationCount made = Assert.Single(meter.Method("Makes", "Makes", "Array", length).Allocations);

        Assert.Equal((1, bytes), (made.Count, made.Bytes));
    }

    private static CostItem Count(string loop, int n)
    {
        int[] numbers = [.. Enumerable.Range(0, n)];
        object[] arguments = loop switch
        {
            "MultiplyAddShort" => [n, new short[n], new sbyte[n]],
            "Requantize" => [n, numbers, 3L, 1L << 30],
            "Store" or "AddTo" => [n, numbers, 3],
            "ForEachSum" or "ForSum" => [n, numbers],
            "Copy" => [n, new int[1024], new int[1024]],
            _ when loop.StartsWith("MultiplyAdd", StringComparison.Ordinal) || loop is "LongAccumulator" or "Unrolled" => [n, numbers, numbers],
            _ => [n],
        };
        return s_meter.Value.Method("Loops", "Loops", loop, arguments).Total;
    }
}
