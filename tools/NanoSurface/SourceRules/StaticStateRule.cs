using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Static state that changes: many virtual nodes share one process. Read-only tables are fine.</summary>
public sealed class StaticStateRule : ISourceRule
{
    public const string Id = "static-state";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (VariableDeclaratorSyntax variable in file.Nodes<VariableDeclaratorSyntax>())
        {
            ISymbol? symbol = file.Model.GetDeclaredSymbol(variable);
            if (symbol is IEventSymbol { IsStatic: true }
                || (symbol is IFieldSymbol { IsStatic: true, IsConst: false } field
                    && !(field.IsReadOnly && IsUnchanging(field.Type, file, NewSet()))))
            {
                yield return file.At(variable, Id, $"static '{symbol.Name}' would be shared by all virtual nodes: make it a field of an object, or a readonly table");
            }
        }
        foreach (PropertyDeclarationSyntax property in file.Nodes<PropertyDeclarationSyntax>())
        {
            if (file.Model.GetDeclaredSymbol(property) is IPropertySymbol { IsStatic: true } symbol
                && (symbol.SetMethod != null || (property.Initializer != null && !IsUnchanging(symbol.Type, file, NewSet()))))
            {
                yield return file.At(property, Id, $"static property '{property.Identifier.Text}' would be shared by all virtual nodes: make it a member of an object");
            }
        }
        foreach (IArrayElementReferenceOperation element in file.All<IArrayElementReferenceOperation>())
        {
            if (IsStaticArray(file, element.ArrayReference) && IsWritten(element) && !InStaticConstructor(file, element))
            {
                yield return file.At(element, Id, $"writing into a static array changes it for all virtual nodes: keep the array in an object");
            }
        }
        foreach (IInvocationOperation call in file.All<IInvocationOperation>())
        {
            IOperation? written = WrittenBy(call);
            while (written is IConversionOperation { Operand: var inner })
            {
                written = inner;
            }
            if (written != null && IsStaticArray(file, written) && !InStaticConstructor(file, call))
            {
                yield return file.At(call, Id, $"writing into a static array changes it for all virtual nodes: keep the array in an object");
            }
        }
    }

    /// <summary>A static field, or a local that was given one where it was declared.</summary>
    private static bool IsStaticArray(SourceFile file, IOperation array) => array switch
    {
        IFieldReferenceOperation { Field.IsStatic: true } => true,
        ILocalReferenceOperation local => file.All<IVariableDeclaratorOperation>().Any(declarator =>
            SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)
            && declarator.GetVariableInitializer()?.Value is IFieldReferenceOperation { Field.IsStatic: true }),
        _ => false,
    };

    /// <summary>Calls of Array that write into an array: which argument.</summary>
    private static IOperation? WrittenBy(IInvocationOperation call) => call.TargetMethod switch
    {
        { ContainingType.SpecialType: not SpecialType.System_Array } => null,
        { Name: "Clear" } => call.Arguments[0].Value,
        { Name: "Copy" } => call.Arguments.Where(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Array).Last().Value,
        { Name: "CopyTo" } => call.Arguments[0].Value,
        _ => null,
    };

    private static bool IsUnchanging(ITypeSymbol type, SourceFile file, HashSet<ITypeSymbol> seen)
    {
        if (type is IArrayTypeSymbol array)
        {
            return IsUnchanging(array.ElementType, file, seen);
        }
        if (type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum || !seen.Add(type))
        {
            return true;
        }
        if (!file.OwnAssemblies.Contains(type.ContainingAssembly?.Name ?? ""))
        {
            return type.IsValueType;
        }
        return type.BaseType?.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType
            && type.GetMembers().OfType<IFieldSymbol>()
                .Where(field => !field.IsStatic)
                .All(field => field.IsReadOnly && IsUnchanging(field.Type, file, seen));
    }

    private static HashSet<ITypeSymbol> NewSet() => new(SymbolEqualityComparer.Default);

    private static bool IsWritten(IOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == element,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IArrayElementReferenceOperation outer => outer.ArrayReference == element && IsWritten(outer),
        _ => false,
    };

    private static bool InStaticConstructor(SourceFile file, IOperation operation) =>
        file.Model.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.StaticConstructor };
}
