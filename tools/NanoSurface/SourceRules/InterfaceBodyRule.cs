using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Interface members with a body: they compile, and fail at run time on v1.</summary>
public sealed class InterfaceBodyRule : ISourceRule
{
    public const string Id = "interface-body";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.Nodes<InterfaceDeclarationSyntax>()
        .SelectMany(type => type.Members)
        .Where(member => member.DescendantNodes().Any(node => node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax
            && node.FirstAncestorOrSelf<ParameterSyntax>() == null))
        .Select(member => file.At(member, Id, $"interface members with a body fail at run time on v1: give the implementing classes the code"));
}
