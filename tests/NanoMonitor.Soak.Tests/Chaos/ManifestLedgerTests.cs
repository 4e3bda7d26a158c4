using NanoMonitor.Core.Protocol;
using NanoMonitor.Soak.Chaos;

namespace NanoMonitor.Soak.Tests.Chaos;

/// <summary>The proof must be able to fail.</summary>
public class ManifestLedgerTests
{
    private readonly ManifestLedger ledger = new("plant/n1");

    [Fact]
    public void The_same_bytes_again_are_counted_and_no_finding()
    {
        ledger.Take(Manifest(7, 1, "a"));
        ledger.Take(Manifest(7, 1, "a"));
        ledger.Take(Manifest(8, 2, "b"));
        Assert.Equal((2, 1), (ledger.Count, ledger.Again));
        Assert.Empty(ledger.Findings);
    }

    [Fact]
    public void Two_manifests_with_one_counter_are_a_finding()
    {
        ledger.Take(Manifest(7, 1, "a"));
        ledger.Take(Manifest(7, 1, "b"));
        Assert.Equal(["plant/n1: two manifests with counter 7"], ledger.Findings);
    }

    [Fact]
    public void A_counter_or_a_generation_that_goes_back_is_a_finding()
    {
        ledger.Take(Manifest(7, 2, "a"));
        ledger.Take(Manifest(8, 2, "b"));
        ledger.Take(Manifest(7, 2, "a"));
        Assert.Equal(["plant/n1: generation 2 after 2", "plant/n1: counter 7 after 8"], ledger.Findings);
    }

    private static byte[] Manifest(long counter, int generation, string model) => new ModelManifest
    {
        Counter = counter, Generation = generation, Digest = new byte[PackageDigest.Length], PackageBytes = 1, ChunkBytes = 1024, ModelId = model,
    }.Encode(new byte[32], "plant", "n1");
}
