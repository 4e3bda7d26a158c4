using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Generic types and methods, declared or used: the v1 interpreter fails on them at run time.</summary>
public sealed class GenericRule : ISourceRule
{
    public const string Id = "generic";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (TypeParameterListSyntax list in file.Nodes<TypeParameterListSyntax>())
        {
            yield return file.At(list, Id, $"generic declarations fail at run time on v1: write the type out or use object");
        }
        foreach ((SimpleNameSyntax name, ISymbol symbol) in file.Names())
        {
            if (symbol is INamedTypeSymbol { IsGenericType: true } or IMethodSymbol { IsGenericMethod: true })
            {
                yield return file.At(name, Id, $"'{symbol.Name}' is generic and fails at run time on v1: declare a delegate or a type of your own");
            }
        }
    }
}
