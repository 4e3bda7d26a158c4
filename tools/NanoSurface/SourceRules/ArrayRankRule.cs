using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Multi-dimensional arrays: they compile, and fail at run time on v1.</summary>
public sealed class ArrayRankRule : ISourceRule
{
    public const string Id = "array-rank";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.Nodes<ArrayRankSpecifierSyntax>()
        .Where(specifier => specifier.Rank > 1)
        .Cast<SyntaxNode>()
        .Concat(file.Nodes<ImplicitArrayCreationExpressionSyntax>().Where(array => array.Commas.Count > 0))
        .Select(node => file.At(node, Id, $"multi-dimensional arrays fail at run time on v1: use an array of arrays"));
}
