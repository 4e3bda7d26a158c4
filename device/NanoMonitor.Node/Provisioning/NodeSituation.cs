using System;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Uplink;
using nanoFramework.Networking;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>What a person at the serial port can learn about the node; no secret is in it.</summary>
    public sealed class NodeSituation
    {
        private readonly NodePanel _panel;
        private readonly Outbox _outbox;

        /// <param name="configuration">What is in force; null where there is none.</param>
        /// <param name="outbox">Null where the node does not run.</param>
        /// <param name="check">Likewise.</param>
        public NodeSituation(
            ConfigurationStore store, BootRecord boot, NodePanel panel, NodeConfiguration configuration, Outbox outbox, MountingCheck check)
        {
            Store = store;
            Boot = boot;
            Configuration = configuration;
            Check = check;
            _panel = panel;
            _outbox = outbox;
        }

        public ConfigurationStore Store { get; }

        public BootRecord Boot { get; }

        /// <summary>What is in force, or null.</summary>
        public NodeConfiguration Configuration { get; }

        /// <summary>Null where the node does not sample.</summary>
        public MountingCheck Check { get; }

        /// <summary>What Improv calls the device.</summary>
        public string Name
        {
            get { return Configuration == null ? "NanoMonitor node" : Configuration.Site + "/" + Configuration.Node; }
        }

        /// <summary>As strings <c>name=value</c>.</summary>
        public string[] Describe(string portName, bool hasDraft)
        {
            bool configured = Configuration != null;
            return new string[]
            {
                "provisioned=" + Flag(configured),
                "site=" + (configured ? Configuration.Site : ""),
                "node=" + (configured ? Configuration.Node : ""),
                "sequence=" + (configured ? Configuration.Sequence : 0).ToString(),
                "boot=" + Boot.BootId.ToString(),
                "port=" + portName,
                "draft=" + Flag(hasDraft),
                "network=" + Flag(WifiNetworkHelper.Status == NetworkHelperStatus.NetworkIsReady),
                "broker=" + Flag(_outbox != null && _outbox.Online),
            };
        }

        /// <summary>Shows which node this is: on the LED, where there is one.</summary>
        public void Identify()
        {
            _panel.Identify();
            Console.WriteLine("this is " + Name);
        }

        private static string Flag(bool value)
        {
            return value ? "1" : "0";
        }
    }
}
