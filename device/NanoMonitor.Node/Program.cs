using System;
using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node.Commands;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Models;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Sampling;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Supervision;
using NanoMonitor.Node.Uplink;
using NanoMonitor.Sensors;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node
{
    /// <summary>The firmware: puts the parts together and starts its threads: one that samples and judges, one that talks, one
    /// that looks after them.</summary>
    public static class Program
    {
        private const int AxisCount = 3;
        private const int BandCount = 16;
        private const int RestartDelayMs = 5000;

        public static void Main()
        {
            BootRecord boot = new BootRecord();
            SleepRecord sleep = new SleepRecord();
            try
            {
                FactoryReset reset = new FactoryReset(boot);
                reset.FinishIfBegun();
                sleep.Begin(boot, DeepSleep.HasEnded);
                ConfigurationStore store = new ConfigurationStore();
                NodeConfiguration configuration = Read(store);
                NodeClock clock = new NodeClock(sleep.UptimeMs);
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

                Start(configuration, boot, sleep, clock, panel, store, reset)();
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

        // Starts the other threads and gives back what this one has to do.
        private static ThreadStart Start(
            NodeConfiguration configuration,
            BootRecord boot,
            SleepRecord sleep,
            NodeClock clock,
            NodePanel panel,
            ConfigurationStore store,
            FactoryReset reset)
        {
            NodeIdentity identity = sleep.IsWake
                ? new NodeIdentity(configuration, boot, sleep.BootNonce, sleep.Wakes)
                : new NodeIdentity(configuration, boot);
            bool sleeps = configuration.Mode == NodeConfiguration.DutyCycled;
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
            models.Begin(sleep.IsWake);

            FeaturePolicy policy = new FeaturePolicy(configuration.FeaturesSeconds);
            WindowCapture capture = new WindowCapture(accelerometer, configuration.WindowLength, sleeps, clock);
            Thermometer thermometer = new Thermometer(accelerometer, bench.Thermometer);
            MachineMonitor monitor = new MachineMonitor(
                spec, boot.BootId, policy, judges, new MagnitudeMonitor(spec, configuration), outbox, clock);
            monitor.SensorFinding = bench.Finding;
            TelemetryReporter telemetry = new TelemetryReporter(
                configuration.TelemetrySeconds, boot.BootId, spec.Hash, accelerometer, capture, thermometer, monitor, outbox, clock);
            MountingCheck check = new MountingCheck(accelerometer, capture, thermometer, monitor, clock);
            DutyCycle duty = new DutyCycle(sleeps ? configuration.DutyWindows : 0, configuration.DutySleepSeconds, wake);
            SamplingLoop sampling = new SamplingLoop(capture, thermometer, monitor, telemetry, check, duty, clock);
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
            UplinkLoop uplink = new UplinkLoop(identity, spec, clock, wake, outbox, models, monitor, commands, policy, duty);
            WakeBackoff backoff = new WakeBackoff(configuration.DutySleepSeconds);
            ICarried[] carried = { outbox, policy, models, capture, monitor, telemetry, uplink, backoff };
            sleep.Restore(carried);

            outbox.IsReachable = !backoff.HasFailed;
            Watchdog watchdog = new Watchdog(new WatchedLoop[] { sampling.Watched, uplink.Watched }, boot);
            StartThread(watchdog.Run, boot);
            StartThread(sampling.Run, boot);
            if (configuration.ImprovPort.Length > 0)
            {
                ImprovLoop provisioning = Provisioning(configuration.ImprovPort, new NodeSituation(store, boot, panel, configuration, outbox, check));
                new Thread(provisioning.Run).Start();
            }

            if (!sleeps)
            {
                return uplink.Run;
            }

            return new WakeCycle(duty, uplink, backoff, new DeepSleep(sleep, identity, clock, carried), wake).Run;
        }

        private static void StartThread(ThreadStart loop, BootRecord boot)
        {
            new Thread(() =>
            {
                try
                {
                    loop();
                }
                catch (Exception e)
                {
                    Restart(boot, e);
                }
            }).Start();
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
