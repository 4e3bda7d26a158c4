using System;
using System.Threading;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Provisioning;
using NanoMonitor.Node.Storage;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node
{
    /// <summary>The firmware: has the parts put together and starts its threads: one that samples and judges, one that talks, one
    /// that looks after them.</summary>
    public static class Program
    {
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
                AuthorityFile.Settle(configuration == null ? 0 : configuration.Sequence);
                NodeClock clock = new NodeClock(sleep.UptimeMs);
                NodePanel panel = new NodePanel(clock, reset);
                PanelWiring wiring = new PanelWiring();
                wiring.Load(configuration);
                panel.Start(wiring);
                if (configuration == null)
                {
                    // Nothing else can be done before someone provides one.
                    Provisioning(ImprovPort.DefaultName(), new NodeSituation(store, boot, panel)).Run();
                    return;
                }

                NodeParts node = new NodeParts(configuration, boot, sleep, clock, panel, store, reset);
                Start(node, configuration.ImprovPort, boot)();
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
        private static ThreadStart Start(NodeParts node, string improvPort, BootRecord boot)
        {
            StartThread(node.Watchdog, boot);
            StartThread(node.Sampling, boot);
            if (improvPort.Length > 0)
            {
                new Thread(Provisioning(improvPort, node.Situation).Run).Start();
            }

            return node.Uplink;
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
