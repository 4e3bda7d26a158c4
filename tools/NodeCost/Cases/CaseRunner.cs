using System.Device.I2c;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Plain.Model;
using NanoMonitor.Core.Plain.Signal;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.VirtualBoard;
using NodeEvent = NanoMonitor.VirtualBoard.Redirected.AutoResetEvent;
using NodeThread = NanoMonitor.VirtualBoard.Redirected.Thread;

namespace NanoMonitor.Tools.NodeCost.Cases;

/// <summary>
/// Runs the firmware's own sampling thread on a virtual board: the driver takes bursts out of a virtual MPU6886, windows fill, and
/// each is judged. Runs among instrumented assemblies; only numbers and arrays go in and out.
/// </summary>
internal static class CaseRunner
{
    private const int WarmUpWindows = 8;
    private const int FittedWindows = 16;

    /// <summary>Counts windows, after the first few.</summary>
    /// <param name="shape">A <see cref="CaseShape"/> as numbers.</param>
    /// <param name="counts">[axis][row] in counts: what the sensor measures.</param>
    /// <param name="windows">Windows to count.</param>
    /// <param name="reportSeconds">How often telemetry and features are sent; 0 for never.</param>
    public static void Run(int[] shape, int[][] counts, int windows, int reportSeconds)
    {
        CaseShape of = CaseShape.FromNumbers(shape);
        byte[] table = FittedTable.Create(of, Features(of, counts));
        using Board board = new();
        board.AttachI2c(1, VirtualMpu6886.Address, new VirtualMpu6886(board.Clock, new RecordedSource(counts)));
        Probe.CountWindows(WarmUpWindows, windows);
        board.Boot(() => Sample(of, table, reportSeconds));
        long windowMicroseconds = of.WindowLength * 1_000_000L / of.SampleRateHz;
        while (Probe.Windows < WarmUpWindows + windows)
        {
            long before = Probe.Windows;
            board.Clock.AdvanceBy(2 * windowMicroseconds);
            board.ThrowIfFaulted();
            if (Probe.Windows == before)
            {
                throw new InvalidOperationException($"the firmware judged {before} windows, then none any more");
            }
        }
    }

    /// <summary>Counts features and score of windows as the plain reference computes them.</summary>
    /// <param name="shape">A <see cref="CaseShape"/> as numbers.</param>
    /// <param name="counts">[axis][row] in counts.</param>
    /// <param name="windows">Windows to count.</param>
    public static void RunPlain(int[] shape, int[][] counts, int windows)
    {
        CaseShape of = CaseShape.FromNumbers(shape);
        PlainFeatureExtractor extractor = new(of.Spec);
        PlainGroupMade model = new(WeightTable.Read(FittedTable.Create(of, Features(of, counts))));
        WindowFeatures features = new(of.Spec);

        // What came before belongs to no window.
        Probe.EndWindow();
        for (int window = 0; window < windows; window++)
        {
            int[][] samples = Window(of, counts, window);
            Probe.Count(() =>
            {
                extractor.Extract(samples, 2500, features);
                model.Evaluate(features.Values);
            });
            Probe.EndWindow();
        }
    }

    /// <summary>Rows that <see cref="Run"/> needs.</summary>
    public static int RowsFor(int windowLength, int windows) => (WarmUpWindows + windows + 4) * windowLength;

    /// <summary>Counts taking one burst apart.</summary>
    /// <param name="sensor">The sensor's name, one of <see cref="SensorParts"/>.</param>
    public static void Parse(string sensor)
    {
        using Board board = new();
        board.Run(() =>
        {
            Accelerometer accelerometer = SensorParts.Open(sensor, board);
            byte[] burst = new byte[accelerometer.BurstBytes];
            int status = accelerometer.Start();
            while (status is SensorStatus.Ok or SensorStatus.NotReady && (status = accelerometer.Read(burst)) == SensorStatus.NotReady)
            {
                NodeThread.Sleep(1);
            }

            if (status != SensorStatus.Ok)
            {
                throw new InvalidOperationException($"the virtual {sensor} is {SensorStatus.Name(status)}");
            }

            int[][] samples = [new int[accelerometer.BurstFrames], new int[accelerometer.BurstFrames], new int[accelerometer.BurstFrames]];
            Probe.Count(() => accelerometer.Parse(burst, samples, 0));
        });
    }

    private static void Sample(CaseShape shape, byte[] table, int reportSeconds)
    {
        FeatureSpec spec = shape.Spec;
        NodeClock clock = new(0);
        NodeEvent wake = new(false);
        Outbox outbox = new(wake) { Online = true };
        JudgeSlot judges = new(wake);
        judges.Use(new Judge(table, new ModelManifest { ModelId = "metered", Generation = 1 }, spec.Hash));
        I2cDevice device = new(new I2cConnectionSettings(1, Mpu6886.DefaultAddress, I2cBusSpeed.FastMode));
        Mpu6886 accelerometer = new(device, CaseShape.RangeG, shape.SampleRateHz);
        WindowCapture capture = new(accelerometer, shape.WindowLength, false, clock);
        Thermometer thermometer = new(accelerometer, null);
        MachineMonitor monitor = new(spec, 1, new FeaturePolicy(reportSeconds), judges, new MagnitudeMonitor(spec, shape.Configuration), new InstallationRecord(), outbox, clock);
        TelemetryReporter telemetry = new(reportSeconds > 0 ? reportSeconds : int.MaxValue, 1, spec.Hash, accelerometer, capture, thermometer, monitor, outbox, clock);
        DutyCycle duty = new(0, 0, wake, clock);
        MountingCheck check = new(accelerometer, capture, thermometer, monitor, duty, clock);
        WaveformRecorder recorder = new(spec, 1, wake, clock);
        new SamplingLoop(capture, thermometer, monitor, telemetry, check, recorder, duty, clock).Run();
    }

    /// <summary>The features of the first windows.</summary>
    internal static List<short[]> Features(CaseShape shape, int[][] counts)
    {
        FeatureExtractor extractor = new(shape.Spec);
        List<short[]> rows = [];
        for (int window = 0; window < FittedWindows; window++)
        {
            WindowFeatures features = new(shape.Spec);
            extractor.Extract(Window(shape, counts, window), 2500, features);
            rows.Add(features.Values);
        }

        return rows;
    }

    private static int[][] Window(CaseShape shape, int[][] counts, int window) =>
        [.. counts.Select(axis => axis.AsSpan(window * shape.WindowLength, shape.WindowLength).ToArray())];
}
