using System.Reflection;
using System.Runtime.Loader;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// Loads instrumented firmware, and its own copies of what refers to it: this program, the virtual board, the simulation. Around
/// it stays the firmware as it is.
/// </summary>
internal sealed class MeterContext(IReadOnlyDictionary<string, byte[]> firmware) : AssemblyLoadContext("metered")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (firmware.TryGetValue(name, out byte[]? image))
        {
            return LoadFromStream(new MemoryStream(image));
        }

        string path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        bool ours = name == typeof(MeterContext).Assembly.GetName().Name || name.StartsWith("NanoMonitor.", StringComparison.Ordinal);
        return ours && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
