using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Floating-point code whose result differs on the node: division by zero throws, Math is single precision.</summary>
public sealed class FloatRule : ISourceRule
{
    public const string DivisionId = "float-division";
    public const string MathId = "float-math";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        if (file.IsCore)
        {
            yield break;
        }
        foreach (IBinaryOperation division in file.All<IBinaryOperation>())
        {
            if (Divides(division.OperatorKind) && IsFloat(division.Type) && MayBeZero(division.RightOperand))
            {
                yield return file.At(division, DivisionId, $"a floating-point division by zero throws on the node: divide by a constant or use integers");
            }
        }
        foreach (ICompoundAssignmentOperation division in file.All<ICompoundAssignmentOperation>())
        {
            if (Divides(division.OperatorKind) && IsFloat(division.Type) && MayBeZero(division.Value))
            {
                yield return file.At(division, DivisionId, $"a floating-point division by zero throws on the node: divide by a constant or use integers");
            }
        }
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            if (call.TargetMethod.ContainingType is { Name: "Math", ContainingNamespace.Name: "System" }
                && (IsFloat(call.TargetMethod.ReturnType) || call.TargetMethod.Parameters.Any(parameter => IsFloat(parameter.Type))))
            {
                yield return file.At(call, MathId, $"Math.{call.TargetMethod.Name} works in single precision on the node and gives other results than here: use integers");
            }
        }
    }

    private static bool Divides(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder;

    private static bool IsFloat(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool MayBeZero(IOperation divisor) =>
        !divisor.ConstantValue.HasValue || Convert.ToDouble(divisor.ConstantValue.Value) == 0;
}
