using NanoMonitor.Tools.NanoSurface.Firmware;
using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.Tools.NodeCost.Reports;

const string Usage = """
    usage: NodeCost [--json FILE] [--markdown FILE] [--cost-model FILE] [--methods] [--root FOLDER]

    Counts the IL instructions the firmware executes from the sensor's bytes to the decision, and prices them as the
    nanoFramework interpreter charges for them.

      --json        write all counts as JSON
      --markdown    write the table as Markdown, as in docs/node-cost.md
      --cost-model  write the coefficients of the cost of any model, as source, and nothing else
      --methods     print the reference case by method too
      --root        the repository; by default the nearest folder upwards that holds NanoMonitor.sln
    """;

string? json = null;
string? markdown = null;
string? costModel = null;
string? root = null;
bool methods = false;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--json" when i + 1 < args.Length:
            json = args[++i];
            break;
        case "--markdown" when i + 1 < args.Length:
            markdown = args[++i];
            break;
        case "--cost-model" when i + 1 < args.Length:
            costModel = args[++i];
            break;
        case "--root" when i + 1 < args.Length:
            root = args[++i];
            break;
        case "--methods":
            methods = true;
            break;
        default:
            (args[i] is "--help" or "-h" ? Console.Out : Console.Error).WriteLine(Usage);
            return args[i] is "--help" or "-h" ? 0 : 2;
    }
}

try
{
    root ??= FirmwareTree.FindRoot(Environment.CurrentDirectory);
    Meter meter = Meter.OfRepository(root);
    if (costModel != null)
    {
        File.WriteAllText(costModel, CostFit.Generate(meter));
        return 0;
    }

    IReadOnlyList<CaseCost> cases = [.. AllCases.Measure(meter), .. RecordedCase.MeasureIfPresent(meter, root)];
    MemoryCase memory = MemoryCase.Measure();
    Console.Write(TextReport.Of(cases, memory, methods));
    if (json != null)
    {
        File.WriteAllText(json, JsonReport.Of(cases));
    }

    if (markdown != null)
    {
        File.WriteAllText(markdown, MarkdownReport.Of(cases, memory));
    }

    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
{
    Console.Error.WriteLine($"NodeCost: {error.Message}");
    return 1;
}
