namespace NanoMonitor.Tools.NanoSurface.Findings;

/// <summary>One reason why a source cannot run on the node as it runs on .NET.</summary>
/// <param name="Rule">Short name of the rule, or the compiler's diagnostic id.</param>
/// <param name="File">Source file, as the project names it.</param>
/// <param name="Line">Line, from 1; 0 when the whole file or project is meant.</param>
/// <param name="Column">Column, from 1; 0 when unknown.</param>
/// <param name="Reason">What is wrong and how to mend it, in one line.</param>
public sealed record Finding(string Rule, string File, int Line, int Column, string Reason)
{
    /// <summary>The form that editors and build logs make clickable.</summary>
    public override string ToString() => $"{File}({Line},{Column}): {Rule}: {Reason}";
}
