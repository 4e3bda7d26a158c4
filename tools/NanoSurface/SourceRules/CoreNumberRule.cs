using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Number types that the shared code must not use, since node and host would differ: float, double, uint, ulong.</summary>
public sealed class CoreNumberRule : ISourceRule
{
    public const string FloatId = "core-float";
    public const string UnsignedId = "core-unsigned";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        if (!file.IsCore)
        {
            return [];
        }
        IEnumerable<(SyntaxNode, ITypeSymbol?)> written = file.Nodes<TypeSyntax>()
            .Select(type => ((SyntaxNode)type, file.Model.GetTypeInfo(type).Type));
        IEnumerable<(SyntaxNode, ITypeSymbol?)> computed = file.Operations
            .Select(operation => (operation.Syntax, operation.Type));
        return written.Concat(computed)
            .Select(pair => Judge(file, pair.Item1, pair.Item2))
            .OfType<Finding>()
            .GroupBy(finding => (finding.Line, finding.Rule))
            .Select(group => group.MinBy(finding => finding.Column)!);
    }

    private static Finding? Judge(SourceFile file, SyntaxNode node, ITypeSymbol? type)
    {
        while (type is IArrayTypeSymbol array)
        {
            type = array.ElementType;
        }
        return type?.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double =>
                file.At(node, FloatId, $"floating point in shared code: the node computes in single precision, the host does not; use integers"),
            SpecialType.System_UInt32 or SpecialType.System_UInt64 =>
                file.At(node, UnsignedId, $"unsigned arithmetic in shared code: the interpreter's tags make casts unsafe; use int and long"),
            _ => null,
        };
    }
}
