using NanoMonitor.Core.Binary;
using NanoMonitor.Fleet.Push;

namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>What a manifest says of a package.</summary>
/// <param name="Digest">64 hexadecimal digits.</param>
/// <param name="ModelId">The name that nodes report back.</param>
/// <param name="Bytes">Length of the table.</param>
/// <param name="FeatureSpec">Hash of its feature spec.</param>
public sealed record PackageInfo(string Digest, string ModelId, int Bytes, long FeatureSpec)
{
    public static PackageInfo Of(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new PackageInfo(Hex.Of(package.Digest), package.ModelId, package.Bytes.Length, package.Table.Spec.Hash);
    }
}
