using Xunit;

#pragma warning disable IDE0130 // The namespace is the one the node's tests name.
namespace nanoFramework.TestFramework;
#pragma warning restore IDE0130

/// <summary>The assertions of nanoFramework.TestFramework that the node's tests use, over xunit's.</summary>
internal static class Assert
{
    public static void AreEqual(int expected, int actual, string message = "") => IsTrue(expected == actual, $"{message}: expected {expected}, is {actual}");

    public static void AreEqual(long expected, long actual, string message = "") => IsTrue(expected == actual, $"{message}: expected {expected}, is {actual}");

    public static void IsTrue(bool condition, string message = "") => Xunit.Assert.True(condition, message);

    public static void SkipTest(string message) => Skip.If(true, message);
}
