using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Panel;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>identify</c>: blinks, and publishes birth and state again.</summary>
    public sealed class IdentifyVerb : IVerb
    {
        private readonly NodePanel _panel;
        private readonly AfterAnswer _after;

        public IdentifyVerb(NodePanel panel, AfterAnswer after)
        {
            _panel = panel;
            _after = after;
        }

        public string Name
        {
            get { return Command.IdentifyVerb; }
        }

        public void Execute(Command command)
        {
            _panel.Identify();
            _after.Identify = true;
        }
    }
}
