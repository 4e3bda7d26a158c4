using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node;
using NanoMonitor.Node.Storage;
using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Playback;
using NanoMonitor.Simulation.Sensors;
using NanoMonitor.VirtualBoard;

namespace NanoMonitor.Simulation.Nodes;

/// <summary>
/// A node as it hangs on a machine: a virtual board with the sensors its configuration names,
/// running the firmware's own <see cref="Program.Main"/>. Its debugger is on USB, so that COM1 is
/// free for provisioning.
/// </summary>
public sealed class VirtualNode : IDisposable
{
    private VirtualNode(
        NodeConfiguration configuration,
        int sensorFamily,
        ISampleSource source,
        Func<double, double>? temperatureC,
        int oscillatorErrorPpm,
        int seed,
        int frameCapacity,
        bool isProvisioned = true)
    {
        Configuration = configuration;
        Board = new Board(new BoardOptions { Name = configuration.Node, Seed = seed, DebugPort = null });
        if (isProvisioned)
        {
            Board.Storage.Put(StorageFiles.Root + NodeConfiguration.FileA, configuration.Encode());
        }

        Frames = new FrameLog(frameCapacity);
        Accelerometer = VirtualSensor.Create(sensorFamily, Board.Clock, source, oscillatorErrorPpm);
        Accelerometer.FrameRead = Frames.Add;
        VirtualSensor.Attach(Board, configuration, sensorFamily, Accelerometer);
        if (temperatureC != null)
        {
            VirtualSensor.AttachThermometer(Board, configuration, temperatureC);
        }
    }

    /// <summary>What it was provisioned with, or how it is wired.</summary>
    public NodeConfiguration Configuration { get; }

    /// <summary>Its hardware; <see cref="Board.Clock"/> says how far it may run.</summary>
    public Board Board { get; }

    /// <summary>Every frame the firmware's driver has read, over all boots.</summary>
    public FrameLog Frames { get; }

    /// <summary>The accelerometer on its bus.</summary>
    public VirtualAccelerometer Accelerometer { get; }

    /// <summary>Number in <see cref="Frames"/> of the first frame of the running boot.</summary>
    public long FirstFrameOfBoot { get; private set; }

    /// <summary>A node on a simulated machine.</summary>
    /// <param name="configuration">Its provisioning.</param>
    /// <param name="machine">What shakes it.</param>
    /// <param name="seed">Seed of the sensor's noise and tolerance.</param>
    /// <param name="frameCapacity">Frames to keep.</param>
    /// <param name="sensorFamily">The accelerometer that is really wired; null for the one its configuration names.</param>
    public static VirtualNode OnMachine(
        NodeConfiguration configuration, IMachine machine, int seed, int frameCapacity = 1 << 16, int? sensorFamily = null)
    {
        return OnMachine(configuration, machine, seed, frameCapacity, sensorFamily ?? FamilyOf(configuration), isProvisioned: true);
    }

    /// <summary>A node on a simulated machine as it comes from the bench: wired, with firmware, but without a configuration.</summary>
    /// <param name="wiring">Which sensors it has, and where; its name.</param>
    /// <param name="machine">What shakes it.</param>
    /// <param name="seed">Seed of the sensor's noise and tolerance.</param>
    public static VirtualNode Unprovisioned(NodeConfiguration wiring, IMachine machine, int seed)
    {
        return OnMachine(wiring, machine, seed, 1 << 12, FamilyOf(wiring), isProvisioned: false);
    }

    /// <summary>A node whose accelerometer plays a recording through its registers, once: a restart of the node goes on in it.</summary>
    /// <param name="configuration">Its provisioning; rate and range must be those of the recording.</param>
    /// <param name="recording">What it plays; see <see cref="VirtualAccelerometer.Load"/> for the next one.</param>
    /// <param name="seed">Seed of the board.</param>
    /// <param name="frameCapacity">Frames to keep.</param>
    public static VirtualNode OnRecording(NodeConfiguration configuration, RecordedSource recording, int seed, int frameCapacity = 1 << 16)
    {
        return new VirtualNode(configuration, FamilyOf(configuration), recording, temperatureC: null, oscillatorErrorPpm: 0, seed, frameCapacity);
    }

    /// <summary>Puts power on; the firmware runs as far as the clock's horizon lets it.</summary>
    public void Start()
    {
        FirstFrameOfBoot = Frames.Count;
        Board.Boot(Program.Main);
    }

    /// <summary>Cuts the power.</summary>
    public void Stop()
    {
        Board.PowerCut();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Board.Dispose();
    }

    private static VirtualNode OnMachine(
        NodeConfiguration configuration, IMachine machine, int seed, int frameCapacity, int sensorFamily, bool isProvisioned)
    {
        // A MEMS oscillator is off by up to a percent; the feature spec says the nominal rate.
        var oscillatorErrorPpm = new Random(seed).Next(-5000, 5001);
        var source = new AnalogFrontEnd(machine, seed, properties: AnalogProperties.Of(sensorFamily));
        return new VirtualNode(
            configuration, sensorFamily, source, machine.TemperatureC, oscillatorErrorPpm, seed, frameCapacity, isProvisioned);
    }

    // Where the node is to find out by itself, there is something for it to find.
    private static int FamilyOf(NodeConfiguration configuration)
    {
        return configuration.Sensor == NodeConfiguration.AutoSensor ? SensorFamily.Mpu6886 : SensorFamily.Parse(configuration.Sensor);
    }
}
