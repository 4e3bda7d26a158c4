using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Library types named through their namespace. On .NET global aliases redirect simple names to the virtual board;
/// a qualified name would reach .NET itself.
/// </summary>
public sealed class QualifiedNameRule : ISourceRule
{
    public const string Id = "qualified-name";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (AliasQualifiedNameSyntax name in file.Root.DescendantNodes(node => node is not UsingDirectiveSyntax).OfType<AliasQualifiedNameSyntax>())
        {
            yield return file.At(name, Id, $"'{name.Alias}::' steps around the virtual board: use the simple name and a using directive");
        }
        foreach ((SimpleNameSyntax name, ISymbol symbol) in file.Names())
        {
            if (symbol is INamedTypeSymbol type && IsBehindNamespace(file, name) && !file.OwnAssemblies.Contains(type.ContainingAssembly.Name))
            {
                yield return file.At(name.Parent!, Id, $"'{name.Parent}' steps around the virtual board: use the simple name and a using directive");
            }
        }
    }

    private static bool IsBehindNamespace(SourceFile file, SimpleNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified => qualified.Right == name && IsNamespace(file, qualified.Left),
        MemberAccessExpressionSyntax access => access.Name == name && IsNamespace(file, access.Expression),
        _ => false,
    };

    private static bool IsNamespace(SourceFile file, SyntaxNode node) => file.Model.GetSymbolInfo(node).Symbol is INamespaceSymbol;
}
