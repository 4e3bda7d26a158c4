using System.Reflection;
using nanoFramework.TestFramework;
using Xunit;

namespace NanoMonitor.Tools.GoldenVectors.Tests;

/// <summary>The unit tests of the node (device/NanoMonitor.UnitTests), run on .NET as they are.</summary>
public class NodeTestsOnDotNet
{
    public static TheoryData<string> Names => [.. Methods<TestMethodAttribute>().Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Passes_here_as_on_the_node(string name)
    {
        MethodInfo test = Methods<TestMethodAttribute>().Single(method => Name(method) == name);
        object fixture = Activator.CreateInstance(test.DeclaringType!)!;
        foreach (MethodInfo setup in Methods<SetupAttribute>().Where(method => method.DeclaringType == test.DeclaringType))
        {
            setup.Invoke(fixture, BindingFlags.DoNotWrapExceptions, null, null, null);
        }

        test.Invoke(fixture, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static IEnumerable<MethodInfo> Methods<T>() where T : Attribute =>
        typeof(NodeTestsOnDotNet).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<TestClassAttribute>() != null)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<T>() != null);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
