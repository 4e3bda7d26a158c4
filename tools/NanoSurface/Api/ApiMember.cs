namespace NanoMonitor.Tools.NanoSurface.Api;

/// <summary>One row of a list that is not a type: method, constructor, field, property or event.</summary>
/// <param name="Kind">First letter of the documentation id: M, F, P or E.</param>
/// <param name="Signature">Documentation id behind the declaring type: name, parameter types, result of a conversion.</param>
/// <param name="Modifiers">Modifiers as in C#, without <c>extern</c>.</param>
/// <param name="Type">Return, field, property or event type in documentation-id notation.</param>
/// <param name="Detail">Parameters, accessors or constant value, as listed.</param>
public sealed record ApiMember(char Kind, string Signature, string Modifiers, string Type, string Detail)
{
    /// <summary>Simple name; <c>#ctor</c> for constructors.</summary>
    public string Name => Signature.Split('(', '~')[0];

    public bool IsObsolete => Detail.EndsWith("[Obsolete]", StringComparison.Ordinal);

    public bool IsAbstract => HasModifier("abstract");

    /// <summary>Parameters of a method or constructor, in order.</summary>
    public ApiParameter[] Parameters => ApiParameter.ParseList(Detail);

    /// <summary>Index types of a property, in order; empty when it is no indexer.</summary>
    public string[] IndexTypes => Signature.EndsWith(')') ? Signature[(Name.Length + 1)..^1].Split(',') : [];

    public bool HasModifier(string modifier) => Modifiers.Split(' ').Contains(modifier);
}
