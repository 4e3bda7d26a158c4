namespace NanoMonitor.Tools.NanoSurface.Api;

/// <summary>The public surface of one nanoFramework assembly.</summary>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="Package">Package that carries it, with version: <c>id/1.2.3</c>.</param>
/// <param name="Types">Its public types by full name.</param>
public sealed record ApiList(string Assembly, string Package, IReadOnlyDictionary<string, ApiType> Types)
{
    private const string ResourcePrefix = "nano-api/";

    /// <summary>Every list that this program carries.</summary>
    public static ApiList[] LoadAll()
    {
        var resources = typeof(ApiList).Assembly;
        return [.. resources.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(resources.GetManifestResourceStream(name)!);
                return Parse(name, reader.ReadToEnd());
            })];
    }

    /// <summary>Reads a list: a header line, then one tab-separated row a member.</summary>
    /// <param name="source">Name for messages.</param>
    /// <param name="text">The whole list.</param>
    /// <exception cref="FormatException">A row cannot be understood; the message names list and line.</exception>
    public static ApiList Parse(string source, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var types = new Dictionary<string, ApiType>(StringComparer.Ordinal);
        foreach (string[] row in Rows(lines).Where(row => row[0][0] == 'T'))
        {
            string detail = row.ElementAtOrDefault(3) ?? "";
            bool plain = !detail.StartsWith('[') && detail.Length > 0;
            var type = new ApiType(
                row[0][2..],
                row[1],
                row[2],
                plain ? detail.Split(' ')[0].Split(',') : [],
                detail.Contains("[Obsolete]", StringComparison.Ordinal));
            types.Add(type.FullName, type);
        }
        foreach (string[] row in Rows(lines).Where(row => row[0][0] != 'T'))
        {
            ApiMember member = ParseMember(row, out string owner);
            if (!types.TryGetValue(owner, out ApiType? type))
            {
                throw new FormatException($"{source}: '{row[0]}' belongs to no type of the list");
            }
            type.Members.Add(member);
        }
        return new ApiList(Header(source, lines[0], "assembly"), Header(source, lines[0], "package"), types);
    }

    private static IEnumerable<string[]> Rows(string[] lines) =>
        lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'));

    private static ApiMember ParseMember(string[] row, out string owner)
    {
        string id = row[0];
        int end = id.IndexOfAny(['(', '~']);
        int dot = id.LastIndexOf('.', (end < 0 ? id.Length : end) - 1);
        owner = id[2..dot];
        string modifiers = string.Join(' ', row[1].Split(' ').Where(word => word != "extern"));
        return new ApiMember(id[0], id[(dot + 1)..], modifiers, row[2], row.ElementAtOrDefault(3) ?? "");
    }

    private static string Header(string source, string line, string key)
    {
        string? field = line.Split(' ').FirstOrDefault(word => word.StartsWith(key + '=', StringComparison.Ordinal));
        return field?[(key.Length + 1)..] ?? throw new FormatException($"{source}: the first line lacks '{key}='");
    }
}
