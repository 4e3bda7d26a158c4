using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Text that the node's zero-ended UTF-8 strings cannot hold as .NET's do: a string ends at its first zero character, and
/// both halves of a surrogate pair read as the first; strings of equal text are one object.
/// </summary>
public sealed class TextRule : ISourceRule
{
    public const string ZeroId = "zero-character";
    public const string SurrogateId = "surrogate";
    public const string IdentityId = "string-identity";

    /// <summary>The one class that may turn bytes into text: it refuses zero bytes.</summary>
    private const string Decoder = "NanoMonitor.Core.Binary.Bytes";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (ILiteralOperation literal in file.All<ILiteralOperation>())
        {
            string text = literal.ConstantValue.Value as string ?? "";
            if (text.Contains('\0', StringComparison.Ordinal) || (literal.ConstantValue.Value is '\0' && literal.Parent is IArgumentOperation))
            {
                yield return file.At(literal, ZeroId, $"a string of the node ends at its first zero character: use another character");
            }
            if (text.Any(char.IsSurrogate))
            {
                yield return file.At(literal, SurrogateId, $"characters beyond U+FFFF read as their first half twice on the node: use other characters");
            }
        }
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            if (call.TargetMethod is { Name: "GetString" or "GetChars", ContainingType.ContainingNamespace: { Name: "Text" } }
                && file.Model.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType?.ToDisplayString() != Decoder)
            {
                yield return file.At(call, ZeroId, $"a string of the node ends at its first zero byte: decode with {Decoder}, which refuses it");
            }
            if (call.TargetMethod is { Name: "ReferenceEquals", ContainingType.SpecialType: SpecialType.System_Object } && call.Arguments.Any(argument => IsString(argument.Value)))
            {
                yield return file.At(call, IdentityId, $"equal strings are one object on the node: compare their text");
            }
        }
        foreach (IBinaryOperation comparison in file.All<IBinaryOperation>())
        {
            if (comparison.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                && comparison.OperatorMethod == null
                && IsConvertedString(comparison.LeftOperand) && IsConvertedString(comparison.RightOperand))
            {
                yield return file.At(comparison, IdentityId, $"equal strings are one object on the node: compare their text");
            }
        }
    }

    private static bool IsConvertedString(IOperation operation) => operation is IConversionOperation conversion && IsString(conversion);

    private static bool IsString(IOperation operation)
    {
        while (operation is IConversionOperation { Operand: var inner })
        {
            operation = inner;
        }
        return operation.Type?.SpecialType == SpecialType.System_String;
    }
}
