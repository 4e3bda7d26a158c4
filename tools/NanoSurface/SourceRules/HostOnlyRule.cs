using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.SourceRules;

/// <summary>
/// Declarations that cannot mean the same on the virtual board: integers as wide as the machine, bodies in native code, and
/// finalizers, which .NET runs on a thread of its own that belongs to no board.
/// </summary>
public sealed class HostOnlyRule : ISourceRule
{
    public const string NativeIntegerId = "native-integer";
    public const string ExternId = "extern";
    public const string FinalizerId = "finalizer";

    public IEnumerable<Finding> Inspect(SourceFile file)
    {
        foreach (TypeSyntax type in file.Nodes<TypeSyntax>())
        {
            if (file.Model.GetTypeInfo(type).Type?.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
            {
                yield return file.At(type, NativeIntegerId, $"native integers have 32 bits on the node and 64 here: use int or long");
            }
        }
        foreach (DestructorDeclarationSyntax finalizer in file.Nodes<DestructorDeclarationSyntax>())
        {
            yield return file.At(finalizer.Identifier.GetLocation(), FinalizerId, $"a finalizer runs outside the virtual board and at no known time: dispose instead");
        }
        foreach (BaseMethodDeclarationSyntax method in file.Nodes<BaseMethodDeclarationSyntax>())
        {
            if (method.Modifiers.Any(SyntaxKind.ExternKeyword))
            {
                yield return file.At(method, ExternId, $"native code is in no firmware image: write it in C#");
            }
        }
    }
}
