using System.Text.Json.Nodes;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets.Manifests;

namespace NanoMonitor.Datasets.NodeFeatures;

/// <summary>
/// What the rows of a <c>node-features</c> dataset mean: <c>featureSpec</c>, the hexadecimal text of <see cref="FeatureSpec.Encode"/>,
/// and <c>featureSpecHash</c>, 16 hexadecimal digits of <see cref="FeatureSpec.Hash"/>.
/// </summary>
/// <param name="Spec">The spec that all rows share.</param>
public sealed record NodeFeatureLayout(FeatureSpec Spec)
{
    private const string SpecField = "featureSpec";
    private const string HashField = "featureSpecHash";

    internal static NodeFeatureLayout Read(LocatedJson root)
    {
        var encoding = root.Required(SpecField);
        var hash = root.Required(HashField);
        var spec = Read(encoding, text => FeatureSpec.Decode(Hex.Parse(SpecField, text, FeatureSpec.EncodedLength), 0));
        return Read(hash, text => Hex.ParseInt64(HashField, text)) == spec.Hash
            ? new NodeFeatureLayout(spec)
            : throw hash.Refuse($"does not belong to the {SpecField}, whose hash is {Hex.Of(spec.Hash)}");
    }

    internal void Write(JsonObject root)
    {
        root[SpecField] = Hex.Of(Spec.Encode());
        root[HashField] = Hex.Of(Spec.Hash);
    }

    private static T Read<T>(LocatedJson field, Func<string, T> parse)
    {
        try
        {
            return parse(field.Text());
        }
        catch (FormatException error)
        {
            throw field.Refuse(error.Message);
        }
    }
}
