using NanoMonitor.Tools.NanoSurface;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.Firmware;

const string Usage = """
    usage: NanoSurface [check | sync] [--root FOLDER]

      check   compile Core, Sensors and Node against the nanoFramework surface and print what the node could not run (default)
      sync    rewrite the file lists of the nfprojs to what lies in their folders

    FOLDER is the repository; by default the nearest folder upwards that holds NanoMonitor.sln.
    Exit code: 0 nothing found, 1 findings, 2 wrong usage.
    """;

string verb = "check";
string? root = null;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "check" or "sync":
            verb = args[i];
            break;
        case "--root" when i + 1 < args.Length:
            root = args[++i];
            break;
        default:
            (args[i] is "--help" or "-h" ? Console.Out : Console.Error).WriteLine(Usage);
            return args[i] is "--help" or "-h" ? 0 : 2;
    }
}

try
{
    root ??= FirmwareTree.FindRoot(Environment.CurrentDirectory);
    return verb == "sync" ? Sync(root) : Check(root);
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
{
    Console.Error.WriteLine($"NanoSurface: {error.Message}");
    return 2;
}

static int Check(string root)
{
    GateReport report = new Gate().Check(root);
    foreach (Finding finding in report.Findings)
    {
        Console.WriteLine(finding);
    }
    foreach (AssemblyReport assembly in report.Assemblies)
    {
        Console.WriteLine(
            $"{assembly.Name}: {assembly.Files} files, {assembly.CodeBytes} bytes of IL, {assembly.StringBytes} of strings, "
            + $"{assembly.InitialiserBytes} of array initialisers, at most {assembly.MostLocals} locals");
    }
    Console.WriteLine($"nanoFramework members used: {report.LibraryUse.Sum(use => use.Members)}");
    foreach ((string assembly, int members) in report.LibraryUse)
    {
        Console.WriteLine($"  {members,4}  {assembly}");
    }
    Console.WriteLine(report.Findings.Count == 0 ? "the node can run it" : $"{report.Findings.Count} findings");
    return report.Findings.Count == 0 ? 0 : 1;
}

static int Sync(string root)
{
    foreach (string project in FirmwareTree.Projects.Append(FirmwareTree.UnitTests))
    {
        Console.WriteLine($"{project}: {(NanoProject.UpdateFileList(Path.Combine(root, project)) ? "updated" : "up to date")}");
    }
    return 0;
}
