using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>Exception filters that can throw themselves: .NET takes that for "no", the interpreter may end the program.</summary>
public sealed class ExceptionFilterRule : ISourceRule
{
    public const string Id = "exception-filter";

    public IEnumerable<Finding> Inspect(SourceFile file) => file.All<ICatchClauseOperation>()
        .Select(clause => clause.Filter?.DescendantsAndSelf().FirstOrDefault(CanThrow))
        .OfType<IOperation>()
        .Select(operation => file.At(operation, Id, $"an exception inside an exception filter can end the program on the node: test types and values only, call nothing"));

    private static bool CanThrow(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: not MethodKind.BuiltinOperator } => true,
        IObjectCreationOperation or IArrayElementReferenceOperation or IThrowOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder } => true,
        IConversionOperation { Conversion: { IsReference: true, IsImplicit: false }, IsTryCast: false } => true,
        _ => false,
    };
}
