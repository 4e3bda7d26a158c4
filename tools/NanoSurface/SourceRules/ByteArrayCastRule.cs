using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Arrays seen as arrays of another element type: .NET allows sbyte[] as byte[], the interpreter throws.</summary>
public sealed class ByteArrayCastRule : ISourceRule
{
    public const string Id = "array-cast";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (IConversionOperation conversion in file.All<IConversionOperation>())
        {
            if (Differ(conversion.Type, Unwrapped(conversion).Type))
            {
                yield return file.At(conversion, Id, $"the interpreter throws where an array is cast to another element type: copy element by element");
            }
        }
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            if (call.TargetMethod is { Name: "Copy", ContainingType.SpecialType: SpecialType.System_Array })
            {
                ITypeSymbol?[] arrays = [.. call.Arguments
                    .Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Array)
                    .Select(argument => Unwrapped(argument.Value).Type)];
                if (arrays.Length == 2 && Differ(arrays[0], arrays[1]))
                {
                    yield return file.At(call, Id, $"Array.Copy between element types throws in the interpreter: copy element by element");
                }
            }
        }
    }

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
