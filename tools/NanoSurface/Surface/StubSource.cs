using System.Globalization;
using System.Text;
using NanoMonitor.Tools.NanoSurface.Api;

namespace NanoMonitor.Tools.NanoSurface.Surface;

/// <summary>
/// C# text that declares the surface of one assembly. Bodies are placeholders that the compiler never reads:
/// only metadata is emitted from it.
/// </summary>
internal sealed class StubSource
{
    private readonly StringBuilder _text = new();
    private readonly ApiList _list;
    private readonly Func<string, ApiType?> _find;
    private readonly ILookup<string, ApiType> _nested;

    private StubSource(ApiList list, Func<string, ApiType?> find)
    {
        _list = list;
        _find = find;
        _nested = list.Types.Values.ToLookup(type => OwnerOf(type.FullName), StringComparer.Ordinal);
    }

    /// <summary>Declares every type of a list.</summary>
    /// <param name="list">The surface.</param>
    /// <param name="find">Looks a type up in all lists by full name; null when no list has it.</param>
    public static string Write(ApiList list, Func<string, ApiType?> find)
    {
        var source = new StubSource(list, find);
        source.WriteAll();
        return source._text.ToString();
    }

    private void WriteAll()
    {
        string version = _list.Package.Split('/')[1].TrimEnd('?');
        _text.Append(CultureInfo.InvariantCulture, $"[assembly: global::System.Reflection.AssemblyVersion(\"{version}.0\")]\n");
        foreach (ApiType type in _list.Types.Values.Where(type => !_list.Types.ContainsKey(OwnerOf(type.FullName))))
        {
            _text.Append(CultureInfo.InvariantCulture, $"namespace {OwnerOf(type.FullName)}\n{{\n");
            WriteType(type);
            _text.Append("}\n");
        }
    }

    private void WriteType(ApiType type)
    {
        if (type.IsObsolete)
        {
            _text.Append("[global::System.Obsolete]\n");
        }
        switch (type.Kind)
        {
            case "delegate":
                ApiMember invoke = type.Members.Single(member => member.Name == "Invoke");
                Line($"public delegate {CSharpName.OfType(invoke.Type)} {Declared(type)}({Parameters(invoke)});");
                return;
            case "enum":
                Line($"public enum {Declared(type)} : {Underlying(type.Base)} {{");
                foreach (ApiMember member in type.Members)
                {
                    Line($"{Obsolete(member)}@{member.Name} {ConstantOf(member, Underlying(type.Base))},");
                }
                break;
            default:
                Line($"public {type.Kind} {Declared(type)}{Bases(type)} {{");
                WriteBody(type);
                break;
        }
        _text.Append("}\n");
    }

    private void WriteBody(ApiType type)
    {
        if (type.IsStruct)
        {
            // Without a field a variable would count as assigned from the start.
            Line("private int content;");
        }
        if (type.Kind is "class" or "sealed class" or "abstract class" && !type.Members.Any(member => member.Name == "#ctor"))
        {
            Line($"internal {SimpleName(type)}() {{ }}");
        }
        foreach (ApiMember member in type.Members)
        {
            WriteMember(type, member);
        }
        foreach (ApiType nested in _nested[type.FullName])
        {
            WriteType(nested);
        }
        if (!type.IsInterface)
        {
            WriteExplicitImplementations(type);
        }
    }

    private void WriteMember(ApiType type, ApiMember member)
    {
        string lead = Obsolete(member) + (type.IsInterface ? "" : member.Modifiers + " ");
        bool body = !type.IsInterface && !member.IsAbstract;
        switch (member.Kind)
        {
            case 'F':
                Line($"{lead}{CSharpName.OfType(member.Type)} @{member.Name}{(member.HasModifier("const") ? " " + ConstantOf(member, CSharpName.OfType(member.Type)) : "")};");
                break;
            case 'E':
                Line($"{lead}event {CSharpName.OfType(member.Type)} @{member.Name}{(body ? " { add { } remove { } }" : ";")}");
                break;
            case 'P':
                WriteProperty(lead, member, body);
                break;
            // A finalizer is no part of what other code can call.
            case 'M' when member.Name == "Finalize" || (type.IsStruct && member.Signature == "#ctor"):
                break;
            case 'M' when member.Name == "#ctor":
                Line($"{lead}{SimpleName(type)}({Parameters(member)}) {{ }}");
                break;
            case 'M' when member.Name is "op_Implicit" or "op_Explicit":
                Line($"{lead}{member.Name[3..].ToLowerInvariant()} operator {CSharpName.OfType(member.Type)}({Parameters(member)}) => throw null;");
                break;
            case 'M':
                string name = CSharpName.Operators.TryGetValue(member.Name, out string? symbol) ? "operator " + symbol : "@" + member.Name;
                Line($"{lead}{CSharpName.OfType(member.Type)} {name}({Parameters(member)}){(body ? " => throw null;" : ";")}");
                break;
        }
    }

    private void WriteProperty(string lead, ApiMember member, bool body)
    {
        string name = "@" + member.Name;
        if (member.IndexTypes.Length > 0)
        {
            if (member.Name != "Item")
            {
                Line($"[global::System.Runtime.CompilerServices.IndexerName(\"{member.Name}\")]");
            }
            name = $"this[{Indexes(member)}]";
        }
        Line($"{lead}{CSharpName.OfType(member.Type)} {name} {Accessors(member, body)}");
    }

    /// <summary>The lists hold public members only; what a class implements explicitly must still be there for the compiler.</summary>
    private void WriteExplicitImplementations(ApiType type)
    {
        foreach (string name in type.Interfaces)
        {
            ApiType contract = _find(name) ?? throw new FormatException($"{_list.Assembly}: no list has the interface {name}");
            foreach (ApiMember member in contract.Members.Where(member => !Implements(type, member)))
            {
                string owner = CSharpName.OfType(name);
                string kind = CSharpName.OfType(member.Type);
                Line(member.Kind switch
                {
                    'E' => $"event {kind} {owner}.@{member.Name} {{ add {{ }} remove {{ }} }}",
                    'P' when member.IndexTypes.Length > 0 => $"{kind} {owner}.this[{Indexes(member)}] {Accessors(member, true)}",
                    'P' => $"{kind} {owner}.@{member.Name} {Accessors(member, true)}",
                    _ => $"{kind} {owner}.@{member.Name}({Parameters(member)}) => throw null;",
                });
            }
        }
    }

    private bool Implements(ApiType type, ApiMember contract)
    {
        for (ApiType? at = type; at != null; at = _find(at.Base))
        {
            if (at.Members.Any(member => member.Kind == contract.Kind
                && member.Signature == contract.Signature
                && member.Type == contract.Type
                && member.Modifiers.StartsWith("public", StringComparison.Ordinal)))
            {
                return true;
            }
        }
        return false;
    }

    private static string Bases(ApiType type)
    {
        bool hasBase = type.Kind.EndsWith("class", StringComparison.Ordinal) && type.Kind != "static class" && type.Base.Length > 0;
        string[] names = [.. (hasBase ? new[] { type.Base } : []).Concat(type.Interfaces).Select(CSharpName.OfType)];
        return names.Length == 0 ? "" : " : " + string.Join(", ", names);
    }

    private static string Accessors(ApiMember member, bool body)
    {
        string accessors = member.Detail[..(member.Detail.IndexOf('}', StringComparison.Ordinal) + 1)].Replace("protected ", "", StringComparison.Ordinal);
        return body
            ? accessors.Replace("get;", "get => throw null;", StringComparison.Ordinal).Replace("set;", "set { }", StringComparison.Ordinal)
            : accessors;
    }

    private static string Indexes(ApiMember member) =>
        string.Join(", ", member.IndexTypes.Select((type, i) => $"{CSharpName.OfType(type)} index{i}"));

    private static string Parameters(ApiMember member) =>
        string.Join(", ", member.Parameters.Select(parameter =>
            $"{parameter.Kind} {CSharpName.OfType(parameter.Type)} @{parameter.Name}{Default(parameter)}"));

    private static string Default(ApiParameter parameter) => parameter.Default switch
    {
        null => "",
        "null" => " = default",
        _ when parameter.Default[0] is '"' or '\'' or 't' or 'f' => " = " + parameter.Default,
        _ => $" = ({CSharpName.OfType(parameter.Type)})({parameter.Default})",
    };

    private static string ConstantOf(ApiMember member, string type)
    {
        string value = member.Detail[2..].Replace(" [Obsolete]", "", StringComparison.Ordinal);
        value = value switch
        {
            "NaN" => "0.0 / 0.0",
            "Infinity" => "1.0 / 0.0",
            "-Infinity" => "-1.0 / 0.0",
            _ => value,
        };
        return value[0] is '"' or '\'' ? "= " + value : $"= unchecked(({type})({value}))";
    }

    private static string Underlying(string type) => type switch
    {
        "System.Byte" => "byte",
        "System.SByte" => "sbyte",
        "System.Int16" => "short",
        "System.UInt16" => "ushort",
        "System.UInt32" => "uint",
        "System.Int64" => "long",
        "System.UInt64" => "ulong",
        _ => "int",
    };

    private static string Obsolete(ApiMember member) => member.IsObsolete ? "[global::System.Obsolete] " : "";

    private static string Declared(ApiType type) => CSharpName.OfDeclaration(LastName(type));

    private static string SimpleName(ApiType type) => "@" + LastName(type).Split('`')[0];

    private static string LastName(ApiType type) => type.FullName[(type.FullName.LastIndexOf('.') + 1)..];

    private static string OwnerOf(string fullName) => fullName[..Math.Max(0, fullName.LastIndexOf('.'))];

    private void Line(string text) => _text.Append(text).Append('\n');
}
