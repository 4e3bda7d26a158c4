using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NanoMonitor.Datasets.Csv;

/// <summary>
/// Streams a comma-separated file of numbers, plain or gzipped (told by its first bytes), with one header line. Fields may stand in
/// quotes, but hold no line breaks, commas or quotes. Blank lines are skipped. Errors name file, line and column.
/// </summary>
internal sealed class CsvReader : IDisposable
{
    private const int InitialBuffer = 1 << 16;
    private const int LongestLine = 1 << 20;

    // Recordings compress to a tenth, a sensor that is switched off to a hundredth; deflate itself goes to a thousandth.
    private const int LargestRatio = 400;
    private const long UnsuspectedBytes = 1 << 24;
    private readonly string file;
    private readonly long most;
    private readonly Stream stream;
    private readonly string[] header;
    private readonly (int Start, int Length)[] fields;
    private byte[] buffer = new byte[InitialBuffer];
    private int position;
    private int consumed;
    private int filled;
    private long line;
    private long read;

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="DatasetException">It does not exist, is not readable or empty.</exception>
    public CsvReader(string path)
    {
        file = path;
        stream = Open(path, out most);
        try
        {
            var text = NextLine(out var names) ? names : throw new DatasetException($"{file}: is empty; a header line with the columns' names is expected.");
            header = [.. Encoding.UTF8.GetString(text).TrimStart('\uFEFF').Split(',').Select(name => name.Trim().Trim('"'))];
            fields = new (int, int)[header.Length];
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Index of the column of that name.</summary>
    public int FindColumn(string name)
    {
        int index = Array.IndexOf(header, name);
        return index >= 0 ? index : throw new DatasetException($"{file}:1: no column '{name}'; the file has {string.Join(", ", header)}.");
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Read()
    {
        if (!NextLine(out var text))
        {
            return false;
        }

        int lineStart = position - consumed;
        int start = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            int length = text[start..].IndexOf((byte)',');
            bool last = i == fields.Length - 1;
            if (length < 0 != last)
            {
                throw new DatasetException($"{file}:{line}: {text.Count((byte)',') + 1} fields, the header has {header.Length}.");
            }

            length = last ? text.Length - start : length;
            fields[i] = (lineStart + start, length);
            start += length + 1;
        }

        return true;
    }

    /// <summary>The bytes of a field of this row, without spaces and quotes around.</summary>
    public ReadOnlySpan<byte> Field(int column)
    {
        var (start, length) = fields[column];
        var field = buffer.AsSpan(start, length).Trim((byte)' ');
        return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
    }

    /// <summary>A field of this row as a finite number.</summary>
    public double Number(int column)
    {
        return double.TryParse(Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw Refuse(column, "is not a number");
    }

    /// <summary>A field of this row times <paramref name="scale"/>, rounded to the nearest whole number, halves to even.</summary>
    public int Scaled(int column, double scale, int minimum, int maximum)
    {
        var field = Field(column);
        double number = scale == 1 && Utf8Parser.TryParse(field, out int whole, out int used) && used == field.Length
            ? whole
            : Math.Round(Number(column) * scale);
        return number >= minimum && number <= maximum
            ? (int)number
            : throw Refuse(column, string.Create(CultureInfo.InvariantCulture, $"is outside {minimum / scale:G6} … {maximum / scale:G6}"));
    }

    /// <summary>A field of this row as a date and time without zone.</summary>
    public DateTime Time(int column)
    {
        return DateTime.TryParse(Encoding.UTF8.GetString(Field(column)), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Refuse(column, "is not a date and time such as 2013-12-10 06:25:00");
    }

    public void Dispose()
    {
        stream.Dispose();
    }

    private static Stream Open(string path, out long most)
    {
        var raw = DatasetFile.Open(path);
        bool gzipped = raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B;
        raw.Position = 0;
        most = Math.Max(UnsuspectedBytes, raw.Length * LargestRatio);
        return gzipped ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    /// <summary>An exception for a field of this row.</summary>
    public DatasetException Refuse(int column, string what)
    {
        return new DatasetException($"{file}:{line}: column '{header[column]}' (field {column + 1}): '{Encoding.UTF8.GetString(Field(column))}' {what}.");
    }

    // The next line that is not blank, without its end; valid until the next call.
    private bool NextLine(out ReadOnlySpan<byte> text)
    {
        while (true)
        {
            int length = buffer.AsSpan(position, filled - position).IndexOf((byte)'\n');
            bool ended = length < 0 && !Fill();
            if (length < 0 && !ended)
            {
                continue;
            }

            length = ended ? filled - position : length;
            consumed = length + (ended ? 0 : 1);
            text = buffer.AsSpan(position, length).TrimEnd((byte)'\r');
            position += consumed;
            if (!text.IsEmpty)
            {
                line++;
                return true;
            }

            if (ended)
            {
                return false;
            }

            line++;
        }
    }

    private bool Fill()
    {
        buffer.AsSpan(position, filled - position).CopyTo(buffer);
        filled -= position;
        position = 0;
        if (filled == buffer.Length)
        {
            if (filled >= LongestLine)
            {
                throw new DatasetException($"{file}:{line + 1}: the line is longer than {LongestLine} bytes; is this a CSV file?");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        try
        {
            int count = stream.Read(buffer, filled, buffer.Length - filled);
            filled += count;
            read += count;
            return read <= most
                ? count > 0
                : throw new DatasetException($"{file}: unpacks to more than {LargestRatio} times its size; is this a recording?");
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new DatasetException($"{file}: is damaged or cannot be read after line {line}: {error.Message}", error);
        }
    }
}
