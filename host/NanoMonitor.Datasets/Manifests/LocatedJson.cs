using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoMonitor.Datasets.Manifests;

/// <summary>A JSON value that knows where in its file it stands, so that errors can say it, and which of its fields were asked for.</summary>
internal sealed class LocatedJson
{
    // Where each stands is found by reading the file from its start.
    private const int MostUnused = 20;

    private readonly LocatedJson? parent;
    private readonly string step;
    private readonly string file;
    private readonly byte[] bytes;
    private readonly int offset;
    private readonly JsonTokenType type;
    private readonly string text = "";
    private readonly List<LocatedJson> items = [];
    private readonly Dictionary<string, LocatedJson> fields = [];
    private readonly HashSet<string> used = [];

    private LocatedJson(LocatedJson? parent, string step, string file, byte[] bytes, ref Utf8JsonReader reader)
    {
        this.parent = parent;
        this.step = step;
        this.file = file;
        this.bytes = bytes;
        offset = (int)reader.TokenStartIndex;
        type = reader.TokenType;
        switch (type)
        {
            case JsonTokenType.StartObject:
                ReadFields(ref reader);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(new LocatedJson(this, $"[{items.Count}]", file, bytes, ref reader));
                }

                break;
            case JsonTokenType.String:
                text = reader.GetString()!;
                break;
            case JsonTokenType.Number:
                text = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
        }
    }

    /// <summary>Path from the file's root: <c>recordings[3].label</c>.</summary>
    public string Path => parent?.Path + step;

    /// <summary>Names of the object's fields, in the file's order.</summary>
    public IEnumerable<string> FieldNames => fields.Keys;

    /// <summary>Parses a file.</summary>
    /// <exception cref="DatasetException">Not JSON.</exception>
    public static LocatedJson Parse(string file, byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            var root = new LocatedJson(null, "", file, bytes, ref reader);
            while (reader.Read())
            {
            }

            return root.type == JsonTokenType.StartObject ? root : throw root.Refuse("an object { … } is expected");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            var json = error as JsonException;
            throw new DatasetException($"{file}:{(json?.LineNumber ?? 0) + 1}:{(json?.BytePositionInLine ?? 0) + 1}: not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>An exception for this value.</summary>
    public DatasetException Refuse(string what)
    {
        return new DatasetException($"{Where()}: {(Path.Length == 0 ? "" : Path + ": ")}{what}");
    }

    /// <summary>The field of that name, or null where it is absent or null.</summary>
    public LocatedJson? Optional(string name)
    {
        used.Add(name);
        Require(JsonTokenType.StartObject, "an object { … }");
        return fields.TryGetValue(name, out var field) && field.type != JsonTokenType.Null ? field : null;
    }

    /// <summary>The field of that name.</summary>
    public LocatedJson Required(string name)
    {
        return Optional(name) ?? throw Refuse($"the field \"{name}\" is missing");
    }

    /// <summary>This value as the path of a file: text that is not empty and holds no zero character.</summary>
    public string PathText()
    {
        return Text().Contains('\0', StringComparison.Ordinal) ? throw Refuse("a path holds no zero character") : text;
    }

    /// <summary>This value as text that is not empty.</summary>
    public string Text()
    {
        Require(JsonTokenType.String, "text in quotes");
        return text.Length > 0 ? text : throw Refuse("must not be empty");
    }

    /// <summary>Whether this value is an object.</summary>
    public bool IsObject => type == JsonTokenType.StartObject;

    /// <summary>This value as text, which may be empty, whether it stands in quotes or is a number.</summary>
    public string TextOrNumber()
    {
        return type is JsonTokenType.String or JsonTokenType.Number ? text : throw Refuse("text in quotes or a number is expected");
    }

    /// <summary>This value as a finite number.</summary>
    public double Number(double minimum, double maximum)
    {
        Require(JsonTokenType.Number, "a number");
        double number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return number >= minimum && number <= maximum
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"{text} is outside {minimum} … {maximum}"));
    }

    /// <summary>This value as a whole number.</summary>
    public int Integer(int minimum, int maximum)
    {
        double number = Number(minimum, maximum);
        return number == Math.Floor(number) ? (int)number : throw Refuse($"{text} is not a whole number");
    }

    /// <summary>This value as a date and time without zone.</summary>
    public DateTime Time()
    {
        return DateTime.TryParse(Text(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Refuse($"'{text}' is not a date and time such as 2013-12-10T06:25:00");
    }

    /// <summary>This value's items.</summary>
    public IReadOnlyList<LocatedJson> Items()
    {
        Require(JsonTokenType.StartArray, "a list [ … ]");
        return items;
    }

    /// <summary>A line for each field that was never asked for, here and below; of many the first ones.</summary>
    public IReadOnlyList<string> Unused()
    {
        List<LocatedJson> found = [];
        FindUnused(found);
        IEnumerable<string> lines = found.Take(MostUnused).Select(field => $"{field.Where()}: {field.Path} is not a known field; ignored");
        return found.Count <= MostUnused ? [.. lines] : [.. lines, $"{file}: {found.Count - MostUnused} more fields are not known; ignored"];
    }

    private void FindUnused(List<LocatedJson> found)
    {
        found.AddRange(used.Count == 0 ? [] : fields.Where(field => !used.Contains(field.Key)).Select(field => field.Value));
        foreach (LocatedJson child in fields.Values.Concat(items))
        {
            child.FindUnused(found);
        }
    }

    private void ReadFields(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            var field = new LocatedJson(this, parent is null ? name : $".{name}", file, bytes, ref reader);
            if (!fields.TryAdd(name, field))
            {
                throw field.Refuse("stands twice");
            }
        }
    }

    private void Require(JsonTokenType expected, string what)
    {
        if (type != expected)
        {
            throw Refuse($"{what} is expected");
        }
    }

    private string Where()
    {
        var before = bytes.AsSpan(0, offset);
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return $"{file}:{before.Count((byte)'\n') + 1}:{Encoding.UTF8.GetCharCount(before[lineStart..]) + 1}";
    }
}
