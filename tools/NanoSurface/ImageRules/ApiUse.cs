using Mono.Cecil;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>Which library members the firmware calls.</summary>
public static class ApiUse
{
    /// <summary>Distinct members of nanoFramework assemblies that an image refers to, as assembly name and full name.</summary>
    public static IEnumerable<(string Assembly, string Member)> Of(FirmwareImage image, IReadOnlySet<string> ownAssemblies) =>
        image.Module.GetMemberReferences()
            .Where(member => member.DeclaringType.Scope is AssemblyNameReference)
            .Select(member => (member.DeclaringType.Scope.Name, member.FullName))
            .Where(pair => !ownAssemblies.Contains(pair.Name))
            .Distinct();
}
