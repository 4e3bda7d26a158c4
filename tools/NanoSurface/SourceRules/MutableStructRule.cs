using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Structs that can change: under optimisation a copy may be the original.</summary>
public sealed class MutableStructRule : ISourceRule
{
    public const string Id = "mutable-struct";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.Nodes<StructDeclarationSyntax>()
        .Where(type => !type.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
        .Select(type => file.At(type.Identifier.GetLocation(), Id, $"the copy of a struct can alias the original on the node: make '{type.Identifier.Text}' readonly or a class"));
}
