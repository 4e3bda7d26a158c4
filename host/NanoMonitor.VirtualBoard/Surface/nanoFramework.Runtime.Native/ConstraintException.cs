namespace nanoFramework.Runtime.Native;

/// <summary>A thread took longer than it had allowed itself.</summary>
public class ConstraintException : Exception
{
}
