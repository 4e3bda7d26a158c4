using System.Globalization;
using System.Text.RegularExpressions;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NanoSurface.Tests;

/// <summary>A small source whose first line says what the gate must find in it.</summary>
internal sealed partial class CorpusFile
{
    /// <summary>What a node's firmware refers to.</summary>
    private static readonly string[] Assemblies =
    [
        "mscorlib", "nanoFramework.Hardware.Esp32", "nanoFramework.M2Mqtt", "nanoFramework.M2Mqtt.Core",
        "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native", "nanoFramework.System.Collections",
        "nanoFramework.System.Security.Cryptography", "nanoFramework.System.Text", "System.Device.Gpio", "System.Device.I2c",
        "System.Device.Spi", "System.Device.Wifi", "System.IO.FileSystem", "System.IO.Streams", "System.Math", "System.Net",
        "System.Threading",
    ];

    private readonly string _name;
    private readonly string _text;

    private CorpusFile(string name, string text)
    {
        _name = name;
        _text = text;
        string first = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd();
        InCore = first.EndsWith(" in Core", StringComparison.Ordinal);
        Match expectation = Expectation().Match(first);
        ExpectedRule = expectation.Groups[1].Value;
        ExpectedLine = expectation.Success ? int.Parse(expectation.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The rule that must find something; empty for a file that must be accepted.</summary>
    public string ExpectedRule { get; }

    /// <summary>The line it must point at.</summary>
    public int ExpectedLine { get; }

    private bool InCore { get; }

    /// <summary>Names of the corpus files of one kind.</summary>
    /// <param name="kind">Bad or Good.</param>
    public static string[] Names(string kind) =>
        [.. Directory.GetFiles(Folder(kind), "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static CorpusFile Load(string kind, string name) =>
        new(name + ".cs", File.ReadAllText(Path.Combine(Folder(kind), name + ".cs")).ReplaceLineEndings("\n"));

    /// <summary>What the gate finds in it.</summary>
    public IReadOnlyList<Finding> Judge() => JudgeText(_name, _text, InCore);

    /// <summary>What the gate finds in a source.</summary>
    public static IReadOnlyList<Finding> JudgeText(string name, string text, bool inCore = false)
    {
        CompiledFirmware compiled = Repository.Gate.Compiler.Compile(
            inCore ? "NanoMonitor.Core" : "NanoMonitor.Node",
            "Corpus.nfproj",
            isProgram: false,
            [(name, text)],
            Assemblies,
            []);
        return Gate.Judge([compiled]).Findings;
    }

    private static string Folder(string kind) => Path.Combine(AppContext.BaseDirectory, "Corpus", kind);

    [GeneratedRegex(@"^// expects (\S+) at line (\d+)( in Core)?$")]
    private static partial Regex Expectation();
}
