using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Names of enumeration members at run time, which the node does not carry.</summary>
public sealed class EnumNameRule : ISourceRule
{
    public const string Id = "enum-name";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "ToString" && call.Instance?.Type?.TypeKind == TypeKind.Enum)
            {
                yield return file.At(call, Id, $"the node has no names of enumeration members: write a switch that gives them");
            }
        }
        foreach (IConversionOperation conversion in file.All<IConversionOperation>())
        {
            if (conversion.Operand.Type?.TypeKind == TypeKind.Enum && conversion.Type is { IsReferenceType: true })
            {
                yield return file.At(conversion, Id, $"an enumeration as an object has no name on the node: cast it to int or give it a name by a switch");
            }
        }
    }
}
