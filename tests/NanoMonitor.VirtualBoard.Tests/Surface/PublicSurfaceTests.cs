using System.Reflection;
using System.Text;
using NanoMonitor.VirtualBoard.Redirected;

namespace NanoMonitor.VirtualBoard.Tests.Surface;

public class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// What .NET asks of a type and firmware does not see: overrides of .NET's Stream, conversions between the two DateTimes, typed equality.
    /// </summary>
    private static readonly HashSet<string> beyondTheLists =
    [
        "M:System.DateTime.op_Implicit(System.DateTime)~System.DateTime",
        "M:System.DateTime.Equals(System.DateTime)",
        "M:System.IO.DirectoryInfo.ToString",
        "M:System.Threading.CancellationToken.op_Equality(System.Threading.CancellationToken,System.Threading.CancellationToken)",
        "M:System.Threading.CancellationToken.op_Inequality(System.Threading.CancellationToken,System.Threading.CancellationToken)",
    ];

    [SkippableFact]
    public void Every_member_the_board_offers_is_nanoFrameworks()
    {
        Dictionary<string, string[]> listed = ReadLists();
        List<string> wrong = [];
        foreach (Type type in typeof(Board).Assembly.GetExportedTypes().Where(IsNanoFrameworks))
        {
            string id = "T:" + Name(type);
            if (!listed.ContainsKey(id))
            {
                wrong.Add(id);
                continue;
            }

            foreach (string member in Members(type))
            {
                string key = member.Split('\t')[0];
                if (beyondTheLists.Contains(key))
                {
                    continue;
                }

                if (!listed.TryGetValue(key, out string[]? columns)
                    || member != $"{key}\t{Shape(columns[0].Contains("static", StringComparison.Ordinal), columns[1], key[0] == 'M' ? columns[2].Count(c => c == '=') : 0)}")
                {
                    wrong.Add(member);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(System.Environment.NewLine, wrong));
    }

    [SkippableFact]
    public void Constants_have_nanoFrameworks_values()
    {
        Dictionary<string, string[]> listed = ReadLists();
        List<string> wrong = [];
        int count = 0;
        foreach (FieldInfo field in typeof(Board).Assembly.GetExportedTypes().Where(IsNanoFrameworks).SelectMany(type => type.GetFields(Declared)))
        {
            if (field.IsLiteral && field.IsPublic)
            {
                string id = $"F:{Name(field.DeclaringType!)}.{field.Name}";
                string value = "= " + Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture);
                count++;
                if (!listed.TryGetValue(id, out string[]? expected) || expected[2] != value)
                {
                    wrong.Add(id + " " + value);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(System.Environment.NewLine, wrong));
        Assert.True(count > 200);
    }

    [SkippableFact]
    public void Members_that_the_board_leaves_out_are_on_the_written_list()
    {
        string[] missing = [.. typeof(Board).Assembly.GetExportedTypes().Where(IsNanoFrameworks).SelectMany(type => Missing(type, ReadLists().Keys))
            .Distinct()
            .Order(StringComparer.Ordinal)];
        string[] written = [.. System.IO.File.ReadAllLines(Repository.Path("tests", "NanoMonitor.VirtualBoard.Tests", "Surface", "left-out-members.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')];

        Assert.True(
            missing.SequenceEqual(written),
            $"not offered and not on the list:{System.Environment.NewLine}{string.Join(System.Environment.NewLine, missing.Except(written))}{System.Environment.NewLine}"
            + $"offered, or out of order, and still on it:{System.Environment.NewLine}{string.Join(System.Environment.NewLine, written.Except(missing))}");
    }

    /// <summary>The listed members of a type that firmware would not find on it: neither its own nor inherited.</summary>
    private static IEnumerable<string> Missing(Type type, IEnumerable<string> listed)
    {
        HashSet<string> offered = [.. Lineage(type).SelectMany(Members).Select(member => WithoutOwner(member.Split('\t')[0]))];
        HashSet<string> inherited = [.. type.GetMembers(Declared & ~BindingFlags.DeclaredOnly).Select(member => member.Name)];
        string owner = Name(type) + ".";
        return listed.Where(id => id[0] != 'T' && Owner(id) == owner && !offered.Contains(WithoutOwner(id)) && !IsDotnets(type, inherited, id));
    }

    private static IEnumerable<Type> Lineage(Type type)
    {
        for (Type? at = type; at != null && at.Assembly == typeof(Board).Assembly; at = at.BaseType)
        {
            yield return at;
        }
    }

    /// <summary>What every object, delegate, enumeration or .NET base class brings along, and the constructor that .NET gives a struct.</summary>
    private static bool IsDotnets(Type type, HashSet<string> inherited, string id)
    {
        string name = WithoutOwner(id)[2..].Split('(', '~')[0];
        return name == "Finalize"
            || (name == "#ctor" ? type.IsValueType || typeof(Delegate).IsAssignableFrom(type) : type.BaseType?.Assembly != typeof(Board).Assembly && inherited.Contains(name));
    }

    private static string Owner(string id) => id[2..(NameStart(id))];

    private static string WithoutOwner(string id) => id[..2] + id[NameStart(id)..];

    private static int NameStart(string id)
    {
        int end = id.IndexOfAny(['(', '~']);
        return id.LastIndexOf('.', (end < 0 ? id.Length : end) - 1) + 1;
    }

    private static bool IsNanoFrameworks(Type type) =>
        StandsFor(type) != null || !type.Namespace!.StartsWith("NanoMonitor", StringComparison.Ordinal);

    private static string? StandsFor(Type type) => type.GetCustomAttribute<StandsForAttribute>()?.FullName;

    /// <summary>Documentation ids of what firmware can see of a type, each with its shape behind a tab: static or not, result type, number of optional parameters.</summary>
    private static IEnumerable<string> Members(Type type)
    {
        string name = Name(type);
        bool isDelegate = typeof(Delegate).IsAssignableFrom(type);
        foreach (MethodBase method in type.GetMembers(Declared).OfType<MethodBase>())
        {
            bool isSpecial = method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal) && !method.IsConstructor;
            bool isForDelegate = isDelegate && method.Name != "Invoke";
            if (!IsVisible(method) || isSpecial || isForDelegate || IsOverrideOfDotnets(method) || method.IsStatic && method.IsConstructor)
            {
                continue;
            }

            StringBuilder id = new($"M:{name}.{(method.IsConstructor ? "#ctor" : method.Name)}");
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length > 0)
            {
                id.Append('(').AppendJoin(',', parameters.Select(parameter => Name(parameter.ParameterType))).Append(')');
            }

            Type result = method is MethodInfo info ? info.ReturnType : typeof(void);
            if (method.Name is "op_Implicit" or "op_Explicit")
            {
                id.Append('~').Append(Name(result));
            }

            yield return $"{id}\t{Shape(method.IsStatic, Name(result), parameters.Count(parameter => parameter.IsOptional))}";
        }

        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo accessor = property.GetMethod ?? property.SetMethod!;
            if (IsVisible(accessor) && !IsOverrideOfDotnets(accessor))
            {
                string index = string.Join(',', property.GetIndexParameters().Select(parameter => Name(parameter.ParameterType)));
                yield return $"P:{name}.{property.Name}{(index.Length > 0 ? $"({index})" : "")}\t{Shape(accessor.IsStatic, Name(property.PropertyType), 0)}";
            }
        }

        foreach (EventInfo e in type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)))
        {
            yield return $"E:{name}.{e.Name}\t{Shape(e.AddMethod!.IsStatic, Name(e.EventHandlerType!), 0)}";
        }

        foreach (FieldInfo field in type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName))
        {
            yield return $"F:{name}.{field.Name}\t{Shape(field is { IsStatic: true, IsLiteral: false }, Name(field.FieldType), 0)}";
        }
    }

    private static string Shape(bool isStatic, string result, int optionalParameters) => $"{(isStatic ? "static " : "")}{result} {optionalParameters}";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOverrideOfDotnets(MethodBase method) =>
        method is MethodInfo info && info.GetBaseDefinition().DeclaringType!.Assembly != typeof(Board).Assembly;

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return StandsFor(type) ?? type.FullName!.Replace('+', '.');
    }

    /// <summary>The lists by documentation id: modifiers, result type, parameters or value.</summary>
    private static Dictionary<string, string[]> ReadLists()
    {
        string[] places = [Repository.Path("tools", "NanoSurface", "nano-api"), Repository.Path("..", "shared", "nano-api")];
        string? folder = places.FirstOrDefault(System.IO.Directory.Exists);
        Skip.If(folder == null, "The nanoFramework API lists are neither in tools/NanoSurface/nano-api nor in ../shared/nano-api.");
        Dictionary<string, string[]> lists = [];
        foreach (string file in System.IO.Directory.EnumerateFiles(folder!, "*.tsv"))
        {
            foreach (string line in System.IO.File.ReadLines(file).Where(line => !line.StartsWith('#') && line.Length > 0))
            {
                string[] columns = line.Split('\t');
                lists.TryAdd(columns[0], [.. columns[1..].Select(column => column.Trim()), "", ""]);
            }
        }

        return lists;
    }
}
