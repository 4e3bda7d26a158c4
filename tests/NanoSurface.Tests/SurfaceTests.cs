using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoMonitor.Tools.NanoSurface.Api;
using NanoMonitor.Tools.NanoSurface.Surface;

namespace NanoMonitor.Tools.NanoSurface.Tests;

public class SurfaceTests
{
    private static readonly ApiList[] s_lists = ApiList.LoadAll();
    private static readonly SurfaceBuilder s_surface = Repository.Gate.Surface;

    public static TheoryData<string> Assemblies => [.. s_lists.Select(list => list.Assembly)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_built_assembly_offers_exactly_the_listed_members(string assembly)
    {
        ApiList list = s_lists.Single(list => list.Assembly == assembly);
        MetadataReference reference = s_surface.Build(assembly);
        var compilation = CSharpCompilation.Create("Reader", references: s_surface.Assemblies.Select(s_surface.Build));
        var symbol = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;

        string[] offered = [.. Types(symbol.GlobalNamespace)
            .SelectMany(type => type.GetMembers().Where(IsListed).Prepend(type))
            .Select(member => member.GetDocumentationCommentId()!)
            .Order(StringComparer.Ordinal)];
        string[] listed = [.. list.Types.Values
            .SelectMany(type => type.Members
                .Where(member => member.Name != "Finalize" && !(type.IsStruct && member.Signature == "#ctor"))
                .Select(member => $"{member.Kind}:{type.FullName}.{member.Signature}")
                .Prepend("T:" + type.FullName))
            .Order(StringComparer.Ordinal)];

        Assert.Equal(listed, offered);
    }

    [Fact]
    public void The_core_library_stands_on_nothing()
    {
        var compilation = CSharpCompilation.Create("Reader", references: [s_surface.Build("mscorlib")]);

        Assert.Equal("mscorlib", compilation.ObjectType.ContainingAssembly.Name);
        Assert.Equal(TypeKind.Error, compilation.GetSpecialType(SpecialType.System_Nullable_T).TypeKind);
    }

    [Fact]
    public void An_unknown_assembly_is_named_in_the_error()
    {
        var error = Assert.Throws<ArgumentException>(() => s_surface.Build("System.Linq"));

        Assert.Contains("System.Linq", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# package=p/1.0\n", "assembly=")]
    [InlineData("# assembly=a package=p/1.0\nM:Space.Type.Run\tpublic\tSystem.Void\t()\n", "Space.Type.Run")]
    public void A_list_that_is_not_one_is_refused_with_the_row(string text, string named)
    {
        var error = Assert.Throws<FormatException>(() => ApiList.Parse("list", text));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers()
        .SelectMany(member => member switch
        {
            INamespaceSymbol inner => Types(inner),
            INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => Types(type).Prepend(type),
            _ => [],
        });

    private static bool IsListed(ISymbol member) => member switch
    {
        { DeclaredAccessibility: Accessibility.Private or Accessibility.Internal } or INamedTypeSymbol => false,
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
            constructor.ContainingType.TypeKind is not (TypeKind.Delegate or TypeKind.Enum)
            && !(constructor.ContainingType.IsValueType && constructor.Parameters.IsEmpty),
        IMethodSymbol { ContainingType.TypeKind: TypeKind.Delegate } method => method.Name == "Invoke",
        IFieldSymbol { Name: "value__" } => false,
        _ => true,
    };
}
