using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>A compiled firmware assembly with the way back to its sources.</summary>
public sealed class FirmwareImage : IDisposable
{
    private readonly CompiledFirmware _firmware;

    /// <param name="firmware">Firmware that compiled.</param>
    public FirmwareImage(CompiledFirmware firmware)
    {
        _firmware = firmware;
        Module = ModuleDefinition.ReadModule(
            new MemoryStream(firmware.Image),
            new ReaderParameters
            {
                ReadSymbols = true,
                SymbolReaderProvider = new PortablePdbReaderProvider(),
                SymbolStream = new MemoryStream(firmware.Symbols),
            });
        Types = [.. Module.GetTypes()];
        Methods = [.. Types.SelectMany(type => type.Methods).Where(method => method.HasBody)];
    }

    public ModuleDefinition Module { get; }

    /// <summary>All types, nested and generated ones included.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>All methods with a body.</summary>
    public IReadOnlyList<MethodDefinition> Methods { get; }

    /// <summary>A finding at an instruction: the nearest sequence point at or before it.</summary>
    public Finding At(MethodDefinition method, Instruction? instruction, string rule, FormattableString reason)
    {
        SequencePoint? point = method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden)
            .OrderBy(point => point.Offset)
            .LastOrDefault(point => instruction == null || point.Offset <= instruction.Offset)
            ?? method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden);
        return new Finding(
            rule,
            point?.Document.Url ?? _firmware.ProjectFile,
            point?.StartLine ?? 0,
            point?.StartColumn ?? 0,
            $"{method.DeclaringType.FullName}.{method.Name}: {reason.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>A finding about the whole assembly.</summary>
    public Finding AtProject(string rule, FormattableString reason) =>
        new(rule, _firmware.ProjectFile, 0, 0, reason.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => Module.Dispose();
}
