namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Names the type of .NET's and nanoFramework's that a board type takes the place of.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class StandsForAttribute : Attribute
{
    public StandsForAttribute(string fullName) => FullName = fullName;

    public string FullName { get; }
}
