using System;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Panel;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Uplink;
using nanoFramework.Networking;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>What a person at the serial port can learn about the node; no secret is in it.</summary>
    public sealed class NodeSituation
    {
        // A person, or the host at the other end, needs so long between two commands.
        private const int HoldMs = 60000;

        private readonly NodePanel _panel;
        private readonly Outbox _outbox;
        private readonly DutyCycle _duty;

        /// <summary>Of a node that does not run: it waits for a configuration.</summary>
        public NodeSituation(ConfigurationStore store, BootRecord boot, NodePanel panel)
        {
            Store = store;
            Boot = boot;
            RadioLock = new object();
            _panel = panel;
        }

        /// <summary>Of a node that runs.</summary>
        /// <param name="configuration">What is in force.</param>
        /// <param name="radioLock">See <see cref="RadioLock"/>.</param>
        public NodeSituation(
            ConfigurationStore store,
            BootRecord boot,
            NodePanel panel,
            NodeConfiguration configuration,
            Outbox outbox,
            MountingCheck check,
            DutyCycle duty,
            object radioLock)
            : this(store, boot, panel)
        {
            Configuration = configuration;
            Check = check;
            RadioLock = radioLock;
            _outbox = outbox;
            _duty = duty;
        }

        public ConfigurationStore Store { get; }

        public BootRecord Boot { get; }

        /// <summary>What is in force, or null.</summary>
        public NodeConfiguration Configuration { get; }

        /// <summary>Null where the node does not sample.</summary>
        public MountingCheck Check { get; }

        /// <summary>Held by whoever makes the radio join a network: a running node's uplink joins its own again and again.</summary>
        public object RadioLock { get; }

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

        /// <summary>Keeps the node from falling asleep before the next command.</summary>
        public void StayAwake()
        {
            if (_duty != null)
            {
                _duty.Hold(HoldMs);
            }
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
