using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Soak.Chaos;

/// <summary>The manifests of one node that the broker has accepted, and what is wrong with them.</summary>
internal sealed class ManifestLedger(string id)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, byte[]> byCounter = [];
    private readonly List<string> findings = [];

    /// <summary>The one that counts, or null.</summary>
    public ModelManifest? Last { get; private set; }

    /// <summary>Manifests, each counted once.</summary>
    public int Count => byCounter.Count;

    /// <summary>Publications of a known one.</summary>
    public int Again { get; private set; }

    public IReadOnlyList<string> Findings => findings;

    /// <summary>Takes a publication; on the broker's threads.</summary>
    public void Take(byte[] payload)
    {
        if (payload.Length == 0)
        {
            return;
        }

        lock (gate)
        {
            ModelManifest manifest = ModelManifest.Decode(payload);
            if (byCounter.TryGetValue(manifest.Counter, out byte[]? known))
            {
                Again++;
                Require(Bytes.AreEqual(known, payload), $"{id}: two manifests with counter {manifest.Counter}");
            }
            else
            {
                byCounter.Add(manifest.Counter, payload);
                Require(Last is null || manifest.Generation > Last.Generation, $"{id}: generation {manifest.Generation} after {Last?.Generation}");
            }

            Require(Last is null || manifest.Counter >= Last.Counter, $"{id}: counter {manifest.Counter} after {Last?.Counter}");
            Last = manifest;
        }
    }

    private void Require(bool holds, string finding)
    {
        if (!holds)
        {
            findings.Add(finding);
        }
    }
}
