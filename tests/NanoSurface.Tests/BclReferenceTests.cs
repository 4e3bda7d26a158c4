using System.Xml.Linq;
using Mono.Cecil;

namespace NanoMonitor.Tools.NanoSurface.Tests;

/// <summary>What the firmware, built for .NET, still takes from .NET itself instead of the virtual board.</summary>
public class BclReferenceTests
{
    private static readonly string[] s_allowed = [.. File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "allowed-bcl-types.txt"))
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string> Assemblies => ["NanoMonitor.Core", "NanoMonitor.Sensors", "NanoMonitor.Node"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Refers_to_allowed_types_of_NET_only(string assembly)
    {
        string[] others = [.. BclTypes(assembly).Except(s_allowed)];

        Assert.True(
            others.Length == 0,
            $"{assembly} refers to [{string.Join(' ', others)}]: redirect them to the virtual board, or allow them in allowed-bcl-types.txt with the reason");
    }

    [Fact]
    public void No_name_that_the_virtual_board_redirects_is_allowed()
    {
        XElement props = XElement.Load(Path.Combine(Repository.Root, "host/NanoMonitor.VirtualBoard/RedirectedNames.props"));
        string[] redirected = [.. props.Descendants("Using").Select(alias => alias.Attribute("Alias")!.Value)];

        Assert.NotEmpty(redirected);
        Assert.DoesNotContain(s_allowed, type => redirected.Contains(type[(type.LastIndexOf('.') + 1)..]));
    }

    private static IEnumerable<string> BclTypes(string assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        return [.. module.GetTypeReferences()
            .Where(type => !type.Scope.Name.StartsWith("NanoMonitor.", StringComparison.Ordinal))
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal)];
    }
}
