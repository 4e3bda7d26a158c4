using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>What exists on v1 and still must not be named: it is gone in v2, does nothing in Release, looks types up by name, or differs from .NET.</summary>
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
        ["string.ToUpper"] = "the node changes the case of ASCII letters only: compare or write what is meant",
        ["string.ToLower"] = "the node changes the case of ASCII letters only: compare or write what is meant",
        ["System.Text.StringBuilder.AppendLine"] = "the node ends lines with CR LF, .NET as its system does: append '\\n'",
        ["System.Globalization.CultureInfo"] = "the node has one culture, the system of the host any",
        ["System.IndexOutOfRangeException"] = "the node throws another type for the same fault: test the index before",
        ["System.NullReferenceException"] = "the node throws another type for some of the same faults: test for null before",
    };

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach ((SimpleNameSyntax name, ISymbol symbol) in file.Names())
        {
            string full = symbol is IMethodSymbol
                ? $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}"
                : symbol.ToDisplayString();
            if (IsReflection(symbol))
            {
                yield return file.At(name, Id, $"reflection steps around the virtual board and what the node's images keep: call what is meant");
            }
            else if (symbol is INamedTypeSymbol or IMethodSymbol && Reasons.TryGetValue(full, out string? reason))
            {
                yield return file.At(name, Id, $"{reason}");
            }
        }
    }

    /// <summary>Any member found through a type object; its name alone is harmless, and attributes of the assembly are no calls.</summary>
    private static bool IsReflection(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol
        && symbol.ContainingType is { } owner
        && (owner.ToDisplayString() == "System.Type" || owner.ContainingNamespace.ToDisplayString() == "System.Reflection")
        && symbol.Name is not ("Name" or "FullName");
}
