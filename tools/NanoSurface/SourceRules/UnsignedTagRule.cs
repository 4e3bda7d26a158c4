using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Conversions from uint and ulong to a signed type of the same width, which emit no IL, and from uint to long, which the
/// interpreter carries out as a conversion to ulong: its value keeps an unsigned tag, and a following shift, remainder,
/// comparison or widening treats it as unsigned. Storing into an array element or a field sets the tag anew; a local
/// does not count, because the optimiser may keep it on the evaluation stack.
/// </summary>
public sealed class UnsignedTagRule : ISourceRule
{
    public const string Id = "unsigned-tag";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.All<IConversionOperation>()
        .Where(conversion => !conversion.ConstantValue.HasValue && KeepsTag(conversion) && !IsStored(conversion))
        .Select(conversion => file.At(
            conversion,
            Id,
            $"a {Underlying(conversion.Operand.Type).ToString()[7..]} cast to {conversion.Type!.ToDisplayString()} stays unsigned in the interpreter: use int and long throughout, or store it into an array element or field first"));

    private static bool KeepsTag(IConversionOperation conversion) =>
        (Underlying(conversion.Operand.Type), Underlying(conversion.Type)) is
            (SpecialType.System_UInt32, SpecialType.System_Int32 or SpecialType.System_Int64)
            or (SpecialType.System_UInt64, SpecialType.System_Int64);

    private static bool IsStored(IConversionOperation conversion) => conversion.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Value == conversion
            && assignment.Target is IArrayElementReferenceOperation or IFieldReferenceOperation
            && assignment.Parent is IExpressionStatementOperation,
        IArrayInitializerOperation or IFieldInitializerOperation => true,
        _ => false,
    };

    private static SpecialType Underlying(ITypeSymbol? type) =>
        (type as INamedTypeSymbol)?.EnumUnderlyingType?.SpecialType ?? type?.SpecialType ?? SpecialType.None;
}
