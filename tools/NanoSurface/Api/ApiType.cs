namespace NanoMonitor.Tools.NanoSurface.Api;

/// <summary>One listed type with its members.</summary>
/// <param name="FullName">Documentation id without <c>T:</c>; nested types behind a dot, arity behind a back-tick.</param>
/// <param name="Kind">class, sealed class, static class, abstract class, struct, ref struct, interface, enum or delegate.</param>
/// <param name="Base">Base type, or the underlying type of an enumeration; may be empty.</param>
/// <param name="Interfaces">Implemented interfaces, inherited ones included.</param>
/// <param name="IsObsolete">Whether the library marks it obsolete.</param>
public sealed record ApiType(string FullName, string Kind, string Base, string[] Interfaces, bool IsObsolete)
{
    public List<ApiMember> Members { get; } = [];

    public bool IsInterface => Kind == "interface";

    public bool IsStruct => Kind.EndsWith("struct", StringComparison.Ordinal);
}
