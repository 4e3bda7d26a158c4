using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Interpolated strings: slow and allocating on v1, and in need of a handler that the preview of v2 lacks.</summary>
public sealed class InterpolationRule : ISourceRule
{
    public const string Id = "interpolation";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.Nodes<InterpolatedStringExpressionSyntax>()
        .Select(text => file.At(text, Id, $"interpolated strings are slow and allocate on the node: join with + or a StringBuilder"));
}
