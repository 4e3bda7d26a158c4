using System;
using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Commands;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Models;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node
{
    /// <summary>The firmware: puts the parts together and starts the two threads, one that samples and judges, one that talks.</summary>
    public static class Program
    {
        private const int AxisCount = 3;
        private const int BandCount = 16;
        private const int RestartDelayMs = 5000;

        public static void Main()
        {
            BootRecord boot = new BootRecord();
            try
            {
                FactoryReset reset = new FactoryReset(boot);
                reset.FinishIfBegun();
                boot.Begin();
                ConfigurationStore store = new ConfigurationStore();
                NodeConfiguration configuration = Read(store);
                NodeClock clock = new NodeClock();
                NodePanel panel = new NodePanel(clock, reset);
                PanelWiring wiring = new PanelWiring();
                wiring.Load(configuration);
                panel.Start(wiring);
                if (configuration == null)
                {
                    // Nothing else can be done before someone provides one.
                    Provisioning(ImprovPort.DefaultName(), new NodeSituation(store, boot, panel, null, null, null)).Run();
                    return;
                }

                Start(configuration, boot, clock, panel, store, reset)();
            }
            catch (Exception e)
            {
                Restart(boot, e);
            }
        }

        private static NodeConfiguration Read(ConfigurationStore store)
        {
            NodeConfiguration configuration = store.ReadOrNull();
            if (store.Finding.Length > 0)
            {
                Console.WriteLine(store.Finding);
            }

            return configuration;
        }

        // Starts sampling and gives back what this thread has to do.
        private static ThreadStart Start(
            NodeConfiguration configuration, BootRecord boot, NodeClock clock, NodePanel panel, ConfigurationStore store, FactoryReset reset)
        {
            NodeIdentity identity = new NodeIdentity(configuration, boot);
            SensorBench bench = new SensorBench(configuration, boot, clock);
            Accelerometer accelerometer = bench.Accelerometer;
            FeatureSpec spec = new FeatureSpec(
                accelerometer.Family,
                accelerometer.RangeG,
                accelerometer.CountsPerG,
                accelerometer.SampleBits,
                accelerometer.SampleRateMilliHz,
                AxisCount,
                configuration.WindowLength,
                configuration.WindowLength,
                BandCount,
                FeatureSpec.Crest | FeatureSpec.Kurtosis);

            AutoResetEvent wake = new AutoResetEvent(false);
            Outbox outbox = new Outbox(wake);
            JudgeSlot judges = new JudgeSlot(wake);
            ModelKeeper models = new ModelKeeper(identity, spec.Hash, clock, judges);
            models.Begin();

            FeaturePolicy policy = new FeaturePolicy(configuration.FeaturesSeconds);
            WindowCapture capture = new WindowCapture(accelerometer, configuration.WindowLength, clock);
            Thermometer thermometer = new Thermometer(accelerometer, bench.Thermometer);
            MachineMonitor monitor = new MachineMonitor(
                spec, boot.BootId, policy, judges, new MagnitudeMonitor(spec, configuration), outbox, clock);
            monitor.SensorFinding = bench.Finding;
            TelemetryReporter telemetry = new TelemetryReporter(
                configuration.TelemetrySeconds, boot.BootId, spec.Hash, accelerometer, capture, thermometer, monitor, outbox, clock);
            MountingCheck check = new MountingCheck(accelerometer, capture, thermometer, monitor, clock);
            SamplingLoop sampling = new SamplingLoop(capture, thermometer, monitor, telemetry, check, clock);

            panel.Watch(outbox, policy);
            AfterAnswer after = new AfterAnswer();
            IVerb[] verbs =
            {
                new FeaturesVerb(policy, clock),
                new IdentifyVerb(panel, after),
                new RebootVerb(after),
                new ConfigureVerb(store, after),
                new FactoryResetVerb(identity, reset, after),
            };
            CommandHandler commands = new CommandHandler(identity, clock, verbs, after);
            UplinkLoop uplink = new UplinkLoop(identity, spec, clock, wake, outbox, models, monitor, commands);
            new Thread(() =>
            {
                try
                {
                    sampling.Run();
                }
                catch (Exception e)
                {
                    Restart(boot, e);
                }
            }).Start();

            if (configuration.ImprovPort.Length > 0)
            {
                ImprovLoop provisioning = Provisioning(configuration.ImprovPort, new NodeSituation(store, boot, panel, configuration, outbox, check));
                new Thread(provisioning.Run).Start();
            }

            return () => uplink.Run();
        }

        private static ImprovLoop Provisioning(string portName, NodeSituation node)
        {
            ImprovPort port = new ImprovPort(portName);
            return new ImprovLoop(port, new ImprovService(port, node));
        }

        // The last resort: a node that restarts can be reached again, and says why.
        private static void Restart(BootRecord boot, Exception e)
        {
            Console.WriteLine("restarting after: " + e.ToString());
            Thread.Sleep(RestartDelayMs);
            boot.Plan(BootRecord.Fault + ": " + e.GetType().Name + ": " + e.Message);
            Power.RebootDevice(RebootOption.NormalReboot);
        }
    }
}
