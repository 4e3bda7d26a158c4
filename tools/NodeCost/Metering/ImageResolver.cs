using Mono.Cecil;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>Finds assemblies among those it was given, and otherwise in the runtime.</summary>
internal sealed class ImageResolver : BaseAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _known = [];

    public ImageResolver()
    {
        AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        AddSearchDirectory(AppContext.BaseDirectory);
    }

    public void Add(AssemblyDefinition assembly) => _known.Add(assembly.Name.Name, assembly);

    public override AssemblyDefinition Resolve(AssemblyNameReference name) =>
        _known.TryGetValue(name.Name, out AssemblyDefinition? known) ? known : base.Resolve(name);
}
