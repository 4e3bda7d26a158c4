namespace NanoMonitor.Cli.Demo;

/// <summary>What <c>demo --json</c> writes.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Nodes">One entry a node.</param>
/// <param name="WallSeconds">Real time it took.</param>
internal sealed record DemoReport(int Seed, IReadOnlyList<DemoNodeResult> Nodes, double WallSeconds);
