using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Floating-point code whose result differs on the node: division by zero throws, Math is single precision, NaN is greater than
/// numbers, what does not fit an integer wraps around instead of going to its end, and digits are rounded otherwise.
/// </summary>
public sealed class FloatRule : ISourceRule
{
    public const string DivisionId = "float-division";
    public const string MathId = "float-math";
    public const string SpecialId = "float-special";
    public const string IntegerId = "float-to-integer";
    public const string TextId = "float-text";

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
            else if (call.TargetMethod.Name == "ToString" && IsFloat(call.Instance?.Type))
            {
                yield return file.At(call, TextId, $"the node rounds the digits of floating-point numbers otherwise: write scaled integers");
            }
        }
        foreach (IConversionOperation conversion in file.All<IConversionOperation>())
        {
            if (IsFloat(conversion.Operand.Type) && conversion.Type is { IsReferenceType: true })
            {
                yield return file.At(conversion, TextId, $"the node rounds the digits of floating-point numbers otherwise: write scaled integers");
            }
            if (!conversion.ConstantValue.HasValue && IsFloat(conversion.Operand.Type) && IsInteger(conversion.Type)
                // A figure that a library offers in floating point only, a signal strength for one, must become an integer somewhere.
                && !(conversion.Operand is IPropertyReferenceOperation given && !file.OwnAssemblies.Contains(given.Property.ContainingAssembly.Name)))
            {
                yield return file.At(conversion, IntegerId, $"a floating-point number that does not fit wraps around on the node and goes to the end of the range on .NET: use integers");
            }
        }
        foreach (IFieldReferenceOperation field in file.All<IFieldReferenceOperation>())
        {
            if (IsFloat(field.Type) && field.Field.Name is "NaN" or "PositiveInfinity" or "NegativeInfinity")
            {
                yield return file.At(field, SpecialId, $"comparisons with NaN give other results on the node: use a number or a flag");
            }
        }
    }

    private static bool Divides(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder;

    private static bool IsFloat(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64;

    private static bool MayBeZero(IOperation divisor) =>
        !divisor.ConstantValue.HasValue || Convert.ToDouble(divisor.ConstantValue.Value) == 0;
}
