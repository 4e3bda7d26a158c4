using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary><c>checked</c> arithmetic: the interpreter computes it without the check.</summary>
public sealed class CheckedRule : ISourceRule
{
    public const string Id = "checked";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.Root.DescendantNodes()
        .Where(node => node.IsKind(SyntaxKind.CheckedExpression) || node.IsKind(SyntaxKind.CheckedStatement))
        .Select(node => file.At(node, Id, $"the interpreter never throws on overflow, so 'checked' does nothing there: test the range before"));
}
