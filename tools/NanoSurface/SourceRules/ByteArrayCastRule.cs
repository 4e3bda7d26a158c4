using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Arrays seen as arrays of another element type: .NET allows sbyte[] as byte[], the interpreter throws, and says no where
/// it is asked; and references cleared by <c>Array.Clear</c>, which are no null afterwards.
/// </summary>
public sealed class ByteArrayCastRule : ISourceRule
{
    public const string Id = "array-cast";
    public const string ClearId = "array-clear";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (IConversionOperation conversion in file.All<IConversionOperation>())
        {
            if (Differ(conversion.Type, Unwrapped(conversion).Type) || Differ(conversion.Type, ClonedType(Unwrapped(conversion))) || IsBlindCast(conversion))
            {
                yield return file.At(conversion, Id, $"the interpreter throws where an array is cast to another element type: copy element by element");
            }
        }
        foreach (IOperation test in file.Operations.Where(IsTestForNumbers))
        {
            yield return file.At(test, Id, $"asked for another array of numbers, .NET says yes to a signed or unsigned one of the same size and the node says no: keep the array's own type");
        }
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            if (call.TargetMethod is { Name: "Clear", ContainingType.SpecialType: SpecialType.System_Array }
                && Unwrapped(call.Arguments[0].Value).Type is not IArrayTypeSymbol { ElementType.IsValueType: true })
            {
                yield return file.At(call, ClearId, $"references cleared by Array.Clear are no null on the node, and touching them can end the program: assign null in a loop");
            }
            if (call.TargetMethod is { Name: "Copy" or "CopyTo", ContainingType.SpecialType: SpecialType.System_Array })
            {
                ITypeSymbol?[] arrays = [.. call.Arguments
                    .Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Array)
                    .Select(argument => argument.Value)
                    .Prepend(call.Instance)
                    .OfType<IOperation>()
                    .Select(array => Unwrapped(array).Type)];
                if (arrays.Length == 2 && (Differ(arrays[0], arrays[1]) || arrays.Any(array => array is not IArrayTypeSymbol)))
                {
                    yield return file.At(call, Id, $"copying between element types throws in the interpreter: copy element by element, between arrays of known type");
                }
            }
        }
    }

    /// <summary>The type of the array that a call of Clone copies.</summary>
    private static ITypeSymbol? ClonedType(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "Clone", Instance: { } instance } ? Unwrapped(instance).Type : null;

    /// <summary>A cast from an object to numbers that .NET also grants to their signed or unsigned twin. Bytes and ints are the usual case.</summary>
    private static bool IsBlindCast(IConversionOperation conversion) =>
        !conversion.IsTryCast
        && ClonedType(Unwrapped(conversion)) == null
        && Unwrapped(conversion).Type is { SpecialType: SpecialType.System_Object }
        && conversion.Type is IArrayTypeSymbol
        {
            ElementType.SpecialType: SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64,
        };

    private static bool IsTestForNumbers(IOperation operation) => operation switch
    {
        IIsTypeOperation test => IsNumbers(test.TypeOperand),
        IConversionOperation { IsTryCast: true } cast => IsNumbers(cast.Type),
        IDeclarationPatternOperation pattern => IsNumbers(pattern.MatchedType),
        ITypePatternOperation pattern => IsNumbers(pattern.MatchedType),
        _ => false,
    };

    private static bool IsNumbers(ITypeSymbol? type) => type is IArrayTypeSymbol
    {
        ElementType: { TypeKind: TypeKind.Enum } or { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 },
    };

    private static IOperation Unwrapped(IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var inner })
        {
            operation = inner;
        }
        return operation;
    }

    private static bool Differ(ITypeSymbol? one, ITypeSymbol? other) =>
        one is IArrayTypeSymbol { ElementType: { IsValueType: true } a }
        && other is IArrayTypeSymbol { ElementType: { IsValueType: true } b }
        && !SymbolEqualityComparer.Default.Equals(a, b);
}
