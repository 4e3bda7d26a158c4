using Microsoft.CodeAnalysis.CSharp;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.Firmware;

/// <summary>One firmware project, compiled for the node.</summary>
/// <param name="Name">Assembly name.</param>
/// <param name="ProjectFile">The nfproj, for findings that concern the whole assembly.</param>
/// <param name="Compilation">Sources with their meaning, for rules about what IL does not show.</param>
/// <param name="Image">The optimised assembly; empty when it did not compile.</param>
/// <param name="Symbols">Its portable PDB.</param>
/// <param name="Findings">What the compiler said.</param>
public sealed record CompiledFirmware(
    string Name,
    string ProjectFile,
    CSharpCompilation Compilation,
    byte[] Image,
    byte[] Symbols,
    IReadOnlyList<Finding> Findings);
