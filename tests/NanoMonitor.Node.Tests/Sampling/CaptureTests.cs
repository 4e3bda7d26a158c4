using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Tests.Rig;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Node.Tests.Sampling;

public class CaptureTests
{
    [Theory]
    [InlineData(4, 128)]
    [InlineData(200, 512)]
    [InlineData(4000, 256)]
    public async Task Loses_nothing_at_any_rate(int sampleRateHz, int windowLength)
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        (configuration.SampleRateHz, configuration.WindowLength) = (sampleRateHz, windowLength);
        await using NodeRig rig = await NodeRig.StartAsync(configuration: configuration);
        rig.Advance(sampleRateHz == 4 ? 200 : 30);
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal((0, 0, 0), (telemetry.WindowsVoided, telemetry.Overruns, telemetry.BusErrors));
        double windows = telemetry.UptimeMs * 1e-3 * rig.Node.Accelerometer.SampleRateHz / windowLength;
        Assert.InRange(telemetry.WindowsJudged, windows - 3, windows + 1);
        Assert.Equal(0, rig.Node.Accelerometer.FramesLost);
    }

    [Fact]
    public async Task An_overrun_voids_a_window_and_is_seen_in_the_indices()
    {
        await using NodeRig rig = await NodeRig.StartAsync();
        rig.Send(rig.NewCommand(Command.FeaturesVerb, "minutes=5"));
        rig.Advance(5);
        rig.Node.Accelerometer.Load(new AnalogFrontEnd(rig.Machine, 5));
        rig.Advance(30);
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry, message => Telemetry.Decode(message.Payload).Overruns > 0).Payload);
        Assert.Equal((1, 1), (telemetry.WindowsVoided, telemetry.Overruns));
        FeatureRow[] rows = [.. rig.All(Topics.Features).Select(message => FeatureBatch.Decode(message.Payload))
            .SelectMany(batch => Enumerable.Range(0, batch.RowCount).Select(batch.Row))];
        int[] steps = [.. rows.Zip(rows.Skip(1)).Select(pair => pair.Second.Window - pair.First.Window)];
        Assert.Single(steps, 2);
        Assert.All(steps, step => Assert.InRange(step, 1, 2));
    }

    [Fact]
    public async Task Plays_a_recording_from_its_first_row()
    {
        NodeConfiguration configuration = NodeRig.Configuration;
        configuration.SampleRateHz = 200;
        configuration.FeaturesSeconds = 1;
        await using NodeRig rig = await NodeRig.CreateAsync(configuration: configuration);
        int[][] samples = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, 2048).Select(n => (n * (axis + 7) % 1999) - 1000).ToArray())];
        rig.Node.Accelerometer.Load(new RecordedSource(samples));
        rig.Node.Start();
        rig.Advance(12);
        FeatureBatch first = FeatureBatch.Decode(rig.Await(Topics.Features).Payload);
        Assert.Equal(0, rig.Node.Accelerometer.FramesLost);
        AccelerometerFrame[] frames = new AccelerometerFrame[256];
        rig.Node.Frames.CopyTo(rig.Node.FirstFrameOfBoot + first.Row(0).FirstFrame, frames);
        int firstRow = Array.FindIndex(samples[0], (value) => value == frames[0].X);
        Assert.Equal(0, firstRow % 256);
        Assert.Equal(samples[2].Skip(firstRow).Take(256), frames.Select(frame => (int)frame.Z));
    }

    [Fact]
    public async Task A_thermometer_that_is_not_there_costs_no_samples()
    {
        await using NodeRig rig = await NodeRig.CreateAsync();
        rig.Board.AttachI2c(1, VirtualMcp9808.Address, null);
        rig.Node.Start();
        rig.Advance(30);
        rig.Forget();
        Telemetry telemetry = Telemetry.Decode(rig.Await(Topics.Telemetry).Payload);
        Assert.Equal(Telemetry.NoTemperature, telemetry.TemperatureCentiC);

        // The one try at start costs the second for which the bus waits for an answer.
        Assert.InRange(telemetry.WindowsVoided, 0, 2);
        Assert.InRange(telemetry.WindowsJudged, 100, 160);
    }
}
