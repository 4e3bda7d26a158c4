using NanoMonitor.Tools.NanoSurface.Api;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;
using NanoMonitor.Tools.NanoSurface.ImageRules;
using NanoMonitor.Tools.NanoSurface.SourceRules;
using NanoMonitor.Tools.NanoSurface.Surface;

namespace NanoMonitor.Tools.NanoSurface;

/// <summary>Compiles firmware for the node and judges it.</summary>
public sealed class Gate
{
    private const string CoreAssembly = "NanoMonitor.Core";

    private static readonly ISourceRule[] SourceRules =
    [
        new ArrayRankRule(),
        new ByteArrayCastRule(),
        new CheckedRule(),
        new CoreNumberRule(),
        new DirectiveRule(),
        new EnumNameRule(),
        new ExceptionFilterRule(),
        new FloatRule(),
        new ForbiddenApiRule(),
        new GenericRule(),
        new HostOnlyRule(),
        new InterfaceBodyRule(),
        new InterpolationRule(),
        new MutableStructRule(),
        new NumberFormatRule(),
        new QualifiedNameRule(),
        new StaticStateRule(),
        new TextRule(),
        new UnsignedTagRule(),
    ];

    private static readonly IImageRule[] ImageRules =
    [
        new AssemblySizeRule(),
        new InstructionRule(),
        new MethodSizeRule(),
        new TypeShapeRule(),
    ];

    /// <summary>Names that findings of the rules about sources carry.</summary>
    public static readonly IReadOnlyList<string> SourceRuleNames =
    [
        ArrayRankRule.Id, ByteArrayCastRule.ClearId, ByteArrayCastRule.Id, CheckedRule.Id, ClockRule.Id, CoreNumberRule.FloatId,
        CoreNumberRule.UnsignedId, DirectiveRule.AliasId, DirectiveRule.ConditionalId, DirectiveRule.NamespaceId, DirectiveRule.PragmaId, EnumNameRule.Id,
        ExceptionFilterRule.Id, FloatRule.DivisionId, FloatRule.IntegerId, FloatRule.MathId, FloatRule.SpecialId, FloatRule.TextId,
        ForbiddenApiRule.Id, GenericRule.Id, HostOnlyRule.ExternId, HostOnlyRule.FinalizerId, HostOnlyRule.NativeIntegerId, InterfaceBodyRule.Id, InterpolationRule.Id, MutableStructRule.Id, NumberFormatRule.Id,
        QualifiedNameRule.Id, StaticStateRule.Id, TextRule.IdentityId, TextRule.SurrogateId, TextRule.ZeroId, UnsignedTagRule.Id,
    ];

    public Gate()
    {
        Surface = new SurfaceBuilder(ApiList.LoadAll());
        Compiler = new FirmwareCompiler(Surface);
    }

    public SurfaceBuilder Surface { get; }

    public FirmwareCompiler Compiler { get; }

    /// <summary>Compiles and judges every project of the repository that runs on the node.</summary>
    /// <param name="root">Repository root.</param>
    public GateReport Check(string root)
    {
        var done = new List<CompiledFirmware>();
        foreach (string path in FirmwareTree.Projects.Append(FirmwareTree.UnitTests))
        {
            done.Add(Compiler.Compile(NanoProject.Load(Path.Combine(root, path)), done, root));
        }
        return Judge(done);
    }

    /// <summary>Judges compiled firmware.</summary>
    /// <param name="firmware">All assemblies that make the firmware.</param>
    public static GateReport Judge(IReadOnlyList<CompiledFirmware> firmware)
    {
        HashSet<string> own = [.. firmware.Select(part => part.Name)];
        var findings = new List<Finding>();
        var fromImage = new List<Finding>();
        var files = new List<SourceFile>();
        var assemblies = new List<AssemblyReport>();
        foreach (CompiledFirmware part in firmware)
        {
            findings.AddRange(part.Findings);
            SourceFile[] sources = [.. part.Compilation.SyntaxTrees
                .Select(tree => new SourceFile(tree, part.Compilation, part.Name == CoreAssembly, own))];
            files.AddRange(sources.Where(source => source.Root.Members.Count > 0));
            if (part.Image.Length > 0)
            {
                using var image = new FirmwareImage(part);
                fromImage.AddRange(ImageRules.SelectMany(rule => rule.Inspect(image)));
                assemblies.Add(AssemblyReport.Of(part, image, own));
            }
        }
        findings.AddRange(files.SelectMany(file => SourceRules.SelectMany(rule => rule.Inspect(file))));
        findings.AddRange(ClockRule.Inspect(files));
        // Generated code has no place in a source; where the rule already has one, nothing is lost.
        findings.AddRange(fromImage.Where(finding => finding.Line > 0 || findings.All(other => other.Rule != finding.Rule)));
        return new GateReport(Ordered(findings), assemblies);
    }

    /// <summary>One finding a rule and line: several rules of one name may see the same thing.</summary>
    private static Finding[] Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings
            .GroupBy(finding => (finding.Rule, finding.File, finding.Line, finding.Line == 0 ? finding.Reason : ""))
            .Select(group => group.MaxBy(finding => finding.Column)!)
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line)
            .ThenBy(finding => finding.Column),
    ];
}
