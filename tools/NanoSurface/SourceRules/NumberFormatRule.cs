using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Number formats other than D, F, G, N and X, which the node does not know.</summary>
public sealed partial class NumberFormatRule : ISourceRule
{
    public const string Id = "number-format";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            IMethodSymbol method = call.TargetMethod;
            if (method.Name == "ToString" && call.Arguments.Length == 1 && IsNumber(method.ContainingType))
            {
                object? format = call.Arguments[0].Value.ConstantValue.Value;
                if (format is not string text || !Known().IsMatch(text))
                {
                    yield return file.At(call.Arguments[0], Id, $"the node formats numbers by D, F, G, N and X only, written as a constant");
                }
            }
            else if (method is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String })
            {
                string? text = call.Arguments[0].Value.ConstantValue.Value as string;
                if (text == null)
                {
                    yield return file.At(call.Arguments[0], Id, $"a format that is no constant cannot be checked for what the node knows");
                }
                foreach (Match item in Items().Matches(text ?? ""))
                {
                    if (!Known().IsMatch(item.Groups[1].Value))
                    {
                        yield return file.At(call.Arguments[0], Id, $"the node does not know the format '{item.Groups[1].Value}': D, F, G, N and X only");
                    }
                }
            }
        }
    }

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    [GeneratedRegex("^[DFGNXdfgnx][0-9]{0,2}$")]
    private static partial Regex Known();

    [GeneratedRegex(@"\{[^{}:]*:([^{}]*)\}")]
    private static partial Regex Items();
}
