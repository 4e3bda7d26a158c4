namespace NanoMonitor.Tools.NanoSurface.Surface;

/// <summary>Documentation-id names as C# text.</summary>
internal static class CSharpName
{
    /// <summary>Operators that the lists name, by their metadata names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Operators = new Dictionary<string, string>
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    /// <summary>A type as it stands in a signature: <c>System.Byte[]</c> is <c>global::System.Byte[]</c>.</summary>
    public static string OfType(string name) => name switch
    {
        "System.Void" => "void",
        _ when name.StartsWith('`') => "T" + name[1..],
        _ => "global::" + name,
    };

    /// <summary>Name and type parameters of a declaration: <c>Action`2</c> is <c>Action&lt;T0, T1&gt;</c>.</summary>
    public static string OfDeclaration(string simpleName)
    {
        string[] parts = simpleName.Split('`');
        return parts.Length == 1
            ? "@" + simpleName
            : $"@{parts[0]}<{string.Join(", ", Enumerable.Range(0, int.Parse(parts[1])).Select(i => "T" + i))}>";
    }
}
