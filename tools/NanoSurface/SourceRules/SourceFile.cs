using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>One source file with its syntax, its symbols and its operations.</summary>
public sealed class SourceFile
{
    private readonly SyntaxTree _tree;

    /// <param name="tree">The file.</param>
    /// <param name="compilation">The assembly it belongs to.</param>
    /// <param name="isCore">Whether it is shared with the host and so must compute the same integers everywhere.</param>
    /// <param name="ownAssemblies">Names of the firmware's assemblies.</param>
    public SourceFile(SyntaxTree tree, CSharpCompilation compilation, bool isCore, IReadOnlyCollection<string> ownAssemblies)
    {
        _tree = tree;
        Root = tree.GetCompilationUnitRoot();
        Model = compilation.GetSemanticModel(tree);
        IsCore = isCore;
        OwnAssemblies = ownAssemblies;
        Operations = [.. Root.DescendantNodes()
            .Select(node => Model.GetOperation(node))
            .OfType<IOperation>()
            .Where(operation => operation.Parent == null)
            .Distinct()
            .SelectMany(operation => operation.DescendantsAndSelf())];
    }

    public CompilationUnitSyntax Root { get; }

    public SemanticModel Model { get; }

    public bool IsCore { get; }

    public IReadOnlyCollection<string> OwnAssemblies { get; }

    /// <summary>Every operation of every body and initialiser, as the compiler binds them.</summary>
    public IReadOnlyList<IOperation> Operations { get; }

    /// <summary>The operations of one kind.</summary>
    public IEnumerable<T> All<T>() where T : IOperation => Operations.OfType<T>();

    /// <summary>The syntax nodes of one kind.</summary>
    public IEnumerable<T> Nodes<T>() where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    /// <summary>The names written in the file, directives left out, with what they mean.</summary>
    public IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> Names() => Root
        .DescendantNodes(node => node is not UsingDirectiveSyntax)
        .OfType<SimpleNameSyntax>()
        .Select(name => (name, Model.GetSymbolInfo(name).Symbol))
        .Where(pair => pair.Symbol != null)!;

    /// <summary>A finding at a syntax node.</summary>
    public Finding At(SyntaxNode node, string rule, FormattableString reason) => At(node.GetLocation(), rule, reason);

    /// <summary>A finding at an operation.</summary>
    public Finding At(IOperation operation, string rule, FormattableString reason) => At(operation.Syntax.GetLocation(), rule, reason);

    /// <summary>A finding at a place.</summary>
    public Finding At(Location location, string rule, FormattableString reason)
    {
        var start = location.GetLineSpan().StartLinePosition;
        return new Finding(rule, _tree.FilePath, start.Line + 1, start.Character + 1, reason.ToString(CultureInfo.InvariantCulture));
    }
}
