using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Directives by which the same file would mean one thing on the node and another on .NET: aliases, <c>using static</c>,
/// <c>extern alias</c>, conditional sections; and namespaces that would shadow library names.
/// </summary>
public sealed class DirectiveRule : ISourceRule
{
    public const string AliasId = "alias";
    public const string ConditionalId = "conditional-source";
    public const string NamespaceId = "foreign-namespace";
    public const string PragmaId = "pragma";

    private const string OwnNamespace = "NanoMonitor";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (UsingDirectiveSyntax directive in file.Nodes<UsingDirectiveSyntax>())
        {
            if (directive.Alias != null || !directive.StaticKeyword.IsKind(SyntaxKind.None))
            {
                yield return file.At(directive, AliasId, $"aliases and 'using static' step around the virtual board: import the namespace and use the simple name");
            }
        }
        foreach (ExternAliasDirectiveSyntax directive in file.Nodes<ExternAliasDirectiveSyntax>())
        {
            yield return file.At(directive, AliasId, $"an extern alias steps around the virtual board");
        }
        foreach (SyntaxTrivia trivia in file.Root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.IfDirectiveTrivia))
            {
                yield return file.At(trivia.GetLocation(), ConditionalId, $"conditional sections make node and simulation run different code: keep one source for both");
            }
        }
        foreach (SyntaxTrivia trivia in file.Root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia)))
        {
            yield return file.At(trivia.GetLocation(), PragmaId, $"a silenced warning is an error that the node shows: mend the code");
        }
        foreach (MemberDeclarationSyntax member in file.Root.Members)
        {
            string name = (member as BaseNamespaceDeclarationSyntax)?.Name.ToString() ?? "";
            if (name != OwnNamespace && !name.StartsWith(OwnNamespace + ".", StringComparison.Ordinal))
            {
                yield return file.At(member, NamespaceId, $"firmware declares in namespaces under {OwnNamespace} only, so that it shadows no library name");
            }
        }
    }
}
