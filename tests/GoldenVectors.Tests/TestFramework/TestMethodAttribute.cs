#pragma warning disable IDE0130 // The namespace is the one the node's tests name.
namespace nanoFramework.TestFramework;
#pragma warning restore IDE0130

/// <summary>Marks what nanoFramework's launcher runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TestMethodAttribute : Attribute;
