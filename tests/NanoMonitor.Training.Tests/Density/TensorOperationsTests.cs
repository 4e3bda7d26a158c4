using Mono.Cecil;
using NanoMonitor.Training.Density;
using TorchSharp;

namespace NanoMonitor.Training.Tests.Density;

/// <summary>
/// TorchSharp's <c>Scalar</c> has a finaliser and is not kept alive while native code reads it: a garbage collection at the wrong
/// moment makes an operation fail or compute with another number, once in a few million times. So none may be used.
/// </summary>
public class TensorOperationsTests
{
    [Fact]
    public void No_operation_hands_a_scalar_object_to_native_code()
    {
        using var training = AssemblyDefinition.ReadAssembly(typeof(GroupMadeModule).Assembly.Location, Beside(typeof(GroupMadeModule)));
        var called = training.MainModule.GetTypes().SelectMany(Reachable).SelectMany(Calls).Where(IsTorch).DistinctBy(call => call.FullName).ToArray();
        Assert.Contains(called, call => call.Name == "baddbmm");
        Assert.Empty(called.Where(call => UsesScalar(call.Resolve(), 3)).Select(call => call.FullName));
    }

    [Fact]
    public void The_check_sees_a_scalar_that_a_sum_of_tensors_uses()
    {
        using var torch = AssemblyDefinition.ReadAssembly(typeof(torch).Assembly.Location, Beside(typeof(torch)));
        var tensor = torch.MainModule.GetType("TorchSharp.torch/Tensor");
        MethodDefinition Find(string name) => tensor.Methods.Single(method => method.Name == name && method.Parameters.All(parameter => parameter.ParameterType.Name == "Tensor"));
        Assert.True(UsesScalar(Find("op_Addition"), 3));
        Assert.False(UsesScalar(Find("op_Subtraction"), 3));
    }

    private static ReaderParameters Beside(Type type)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(type.Assembly.Location));
        return new ReaderParameters { AssemblyResolver = resolver };
    }

    private static IEnumerable<MethodDefinition> Reachable(TypeDefinition type)
    {
        return type.Methods.Where(method => method.HasBody);
    }

    private static IEnumerable<MethodReference> Calls(MethodDefinition method)
    {
        return method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();
    }

    private static bool IsTorch(MethodReference method)
    {
        return method.DeclaringType.FullName.StartsWith("TorchSharp.", StringComparison.Ordinal);
    }

    private static bool UsesScalar(MethodDefinition? method, int depth)
    {
        return method is not null && depth > 0 && (method.DeclaringType.FullName == "TorchSharp.Scalar"
            || method.Parameters.Any(parameter => parameter.ParameterType.FullName == "TorchSharp.Scalar")
            || (method.HasBody && Calls(method).Where(IsTorch).Any(call => UsesScalar(call.Resolve(), depth - 1))));
    }
}
