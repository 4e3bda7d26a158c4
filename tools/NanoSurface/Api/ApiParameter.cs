namespace NanoMonitor.Tools.NanoSurface.Api;

/// <summary>One parameter of a listed method.</summary>
/// <param name="Kind">Empty, <c>ref</c>, <c>out</c> or <c>params</c>.</param>
/// <param name="Type">Type in documentation-id notation, without the reference mark.</param>
/// <param name="Name">Name as in the source.</param>
/// <param name="Default">Default value as C# text, or null.</param>
public sealed record ApiParameter(string Kind, string Type, string Name, string? Default)
{
    /// <summary>Reads <c>(System.Int32 a, out System.Byte@ b, System.String c = null)</c>, whatever follows the parentheses.</summary>
    /// <exception cref="FormatException">The text is not a parameter list.</exception>
    public static ApiParameter[] ParseList(string text)
    {
        int end = text.LastIndexOf(')');
        if (!text.StartsWith('(') || end < 1)
        {
            throw new FormatException($"'{text}' is not a parameter list");
        }
        string inner = text[1..end];
        return inner.Length == 0 ? [] : [.. inner.Split(", ").Select(Parse)];
    }

    private static ApiParameter Parse(string text)
    {
        string? value = null;
        int assignment = text.IndexOf(" = ", StringComparison.Ordinal);
        if (assignment >= 0)
        {
            value = text[(assignment + 3)..];
            text = text[..assignment];
        }
        string[] words = text.Split(' ');
        if (words.Length is < 2 or > 3)
        {
            throw new FormatException($"'{text}' is not a parameter");
        }
        string type = words[^2];
        string kind = words.Length == 3 ? words[0] : type.EndsWith('@') ? "ref" : "";
        return new ApiParameter(kind, type.TrimEnd('@'), words[^1], value);
    }
}
