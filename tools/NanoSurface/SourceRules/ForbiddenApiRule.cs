using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Types that exist on v1 and still must not be named: they are gone in v2, do nothing in Release, or look types up by name.</summary>
public sealed class ForbiddenApiRule : ISourceRule
{
    public const string Id = "forbidden-api";

    private static readonly Dictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["System.SpanByte"] = "SpanByte is gone in v2: pass byte[] where an API takes a span",
        ["System.Diagnostics.Debug"] = "Debug is [Conditional(\"DEBUG\")] on the node, so that Release builds drop the call: write with Console",
        ["System.GC"] = "GC has no counterpart on the virtual board, and the node collects by itself",
        ["nanoFramework.Runtime.Native.GC"] = "GC has no counterpart on the virtual board, and the node collects by itself",
        ["System.Reflection.Assembly"] = "types looked up by name step around the virtual board",
        ["System.Activator"] = "types looked up by name step around the virtual board",
        ["System.Type.GetType"] = "types looked up by name step around the virtual board",
    };

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach ((SimpleNameSyntax name, ISymbol symbol) in file.Names())
        {
            string full = symbol is IMethodSymbol { IsStatic: true }
                ? $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}"
                : symbol.ToDisplayString();
            if (symbol is INamedTypeSymbol or IMethodSymbol && Reasons.TryGetValue(full, out string? reason))
            {
                yield return file.At(name, Id, $"{reason}");
            }
        }
    }
}
