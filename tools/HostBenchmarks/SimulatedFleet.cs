using NanoMonitor.Core.Signal;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Waveforms;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Nodes;
using NanoMonitor.Training.Features;
using NanoMonitor.Training.Fleets;

namespace NanoMonitor.Tools.HostBenchmarks;

/// <summary>Healthy simulated machines, each recorded twice with an MPU6886 at 200 Hz; 400 to 800 windows a machine.</summary>
internal static class SimulatedFleet
{
    private const int CountsPerG = 4096;
    private const int SampleRateHz = 200;
    private const int PauseSeconds = 7200;

    /// <summary>So many machines, of every kind in turn; the same at every call.</summary>
    public static FleetMachine[] Create(int count)
    {
        var spec = FeatureSpec.CreateDefault(SensorFamily.Mpu6886, 8, CountsPerG, 1000 * SampleRateHz);
        return [.. Enumerable.Range(0, count).Select(index => Machine(spec, index))];
    }

    private static FleetMachine Machine(FeatureSpec spec, int index)
    {
        MachineKind kind = MachineKind.All[index % MachineKind.All.Count];
        IMachine machine = kind.Create(index + 1);
        int windows = 200 + (200 * (index % 7) / 6);
        FeatureRun[] runs = [.. Enumerable.Range(0, 2).Select(run => new FeatureRun($"run {run + 1}", RecordingLabel.Normal, null, [
            WindowExtraction.Extract(spec, Record(machine, run * PauseSeconds, windows * spec.WindowLength), run)]))];
        return new FleetMachine($"{kind.Name}-{index + 1}", new FeatureSet(spec, runs));
    }

    private static WaveformStretch Record(IMachine machine, double timeSeconds, int samples)
    {
        int[][] counts = [new int[samples], new int[samples], new int[samples]];
        Span<double> motionG = stackalloc double[3];
        machine.Begin(timeSeconds, SampleRateHz);
        for (int n = 0; n < samples; n++)
        {
            machine.Next(motionG);
            for (int axis = 0; axis < 3; axis++)
            {
                counts[axis][n] = (int)Math.Round(CountsPerG * (motionG[axis] + (axis == 2 ? 1 : 0)));
            }
        }

        return new WaveformStretch(0, counts, null);
    }
}
