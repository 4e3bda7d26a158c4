using System.Globalization;
using BenchmarkDotNet.Running;
using NanoMonitor.Tools.HostBenchmarks;

if (args is ["--fleet", var machines])
{
    FleetBenchmark.Run(int.Parse(machines, CultureInfo.InvariantCulture));
}
else if (args is ["--update"])
{
    UpdateBenchmark.Run();
}
else
{
    BenchmarkRunner.Run<WindowBenchmarks>(args: args);
}
