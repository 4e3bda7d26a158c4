using NanoMonitor.Tools.GoldenVectors;

const string Usage = """
    usage: GoldenVectors [--root FOLDER]

      Rewrites the expected numbers of the node's unit tests (device/NanoMonitor.UnitTests/Vectors) with what Core computes
      now. Run it when the signal revision or a layout changed on purpose.

    FOLDER is the repository; by default the nearest folder upwards that holds NanoMonitor.sln.
    Exit code: 0 written, 2 wrong usage or nothing to write to.
    """;

string? root = null;
switch (args)
{
    case []:
        break;
    case ["--root", string folder]:
        root = folder;
        break;
    default:
        bool help = args is ["--help" or "-h"];
        (help ? Console.Out : Console.Error).WriteLine(Usage);
        return help ? 0 : 2;
}

try
{
    string target = Path.Combine(root ?? NearestRoot(), GoldenFiles.Folder);
    IReadOnlyList<VectorClass> files = GoldenFiles.Create();
    foreach (VectorClass vectors in files)
    {
        string path = Path.Combine(target, GoldenFiles.NameOf(vectors));
        string text = vectors.ToString();
        bool same = File.Exists(path) && File.ReadAllText(path) == text;
        if (!same)
        {
            File.WriteAllText(path, text);
        }
        Console.WriteLine($"{vectors.Name}: {vectors.NumberCount} numbers, {vectors.InitialiserBytes} bytes, {(same ? "unchanged" : "written")}");
    }
    Console.WriteLine($"{files.Sum(file => file.NumberCount)} numbers, {files.Sum(file => file.InitialiserBytes)} bytes of array initialisers");
    return 0;
}
catch (IOException error)
{
    Console.Error.WriteLine($"GoldenVectors: {error.Message}");
    return 2;
}

static string NearestRoot()
{
    for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder != null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "NanoMonitor.sln")))
        {
            return folder.FullName;
        }
    }
    throw new DirectoryNotFoundException("no folder above holds NanoMonitor.sln; name the repository with --root");
}
