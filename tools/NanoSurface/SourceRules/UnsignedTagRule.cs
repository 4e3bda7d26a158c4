using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    public IEnumerable<Finding> Inspect(SourceFile file) => Conversions(file).Concat(Loops(file));

    private static IEnumerable<Finding> Conversions(SourceFile file) => file.All<IConversionOperation>()
        .Where(conversion => !conversion.ConstantValue.HasValue && KeepsTag(conversion) && !IsStored(conversion))
        .Select(conversion => file.At(
            conversion,
            Id,
            $"a {Underlying(conversion.Operand.Type).ToString()[7..]} cast to {conversion.Type!.ToDisplayString()} stays unsigned in the interpreter: use int and long throughout, or store it into an array element or field first"));

    /// <summary>A loop variable of another type than the elements converts without an operation of its own.</summary>
    private static IEnumerable<Finding> Loops(SourceFile file) => file.Nodes<ForEachStatementSyntax>()
        .Where(loop => KeepsTag(file.Model.GetForEachStatementInfo(loop).ElementType, file.Model.GetDeclaredSymbol(loop)?.Type))
        .Select(loop => file.At(loop.Identifier.GetLocation(), Id, $"the loop variable keeps the unsigned tag of the elements in the interpreter: use the elements' own type"));

    private static bool KeepsTag(IConversionOperation conversion) => KeepsTag(conversion.Operand.Type, conversion.Type);

    private static bool KeepsTag(ITypeSymbol? from, ITypeSymbol? to) =>
        (Underlying(from), Underlying(to)) is
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
