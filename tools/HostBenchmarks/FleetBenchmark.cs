using System.Diagnostics;
using System.Globalization;
using NanoMonitor.Training;
using NanoMonitor.Training.Fleets;

namespace NanoMonitor.Tools.HostBenchmarks;

/// <summary>
/// Trains the same simulated fleet one machine after another and all at once, in one run: machines a minute, processor time and bytes
/// allocated a machine, and whether the tables are the same.
/// </summary>
internal static class FleetBenchmark
{
    /// <summary>Runs it and prints a line each.</summary>
    public static void Run(int machines)
    {
        FleetMachine[] fleet = SimulatedFleet.Create(machines);
        var options = new TrainingOptions();

        // The code of both is compiled before the clock starts.
        FleetTraining.Train(fleet[..1], options);
        TrainingPipeline.Train(fleet[0].Train, options);

        var (together, fast, fastProcessor) = Measure("all at once", machines, () => [.. FleetTraining.Train(fleet, options).Select(outcome => outcome.Model!)]);
        var (single, slow, slowProcessor) = Measure("one after another", machines, () => [.. fleet.Select(machine => TrainingPipeline.Train(machine.Train, options))]);
        int same = together.Zip(single).Count(pair => pair.First.Table.AsSpan().SequenceEqual(pair.Second.Table));
        int residuals = single.Count(model => model.Fit.ResidualKept);
        Print($"{fleet.Sum(machine => machine.Train.Windows.Count)} windows of {machines} machines on {Environment.ProcessorCount} processors.");
        Print($"Ratio {slow / fast:F1} in time, {slowProcessor / fastProcessor:F1} in processor time; {same} of {machines} tables the same byte for byte; {residuals} with a residual network.");
    }

    private static (TrainedModel[] Models, double Seconds, TimeSpan Processor) Measure(string name, int machines, Func<TrainedModel[]> train)
    {
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        TrainedModel[] models = train();
        double seconds = watch.Elapsed.TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Print($"{name,-18}{60 * machines / seconds,8:F0} machines a minute, {processor.TotalMilliseconds / machines,8:F0} ms of processor time and {allocated / 1e6 / machines,7:F1} MB allocated a machine");
        return (models, seconds, processor);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
