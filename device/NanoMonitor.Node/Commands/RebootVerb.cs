using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>reboot</c>: restarts the node.</summary>
    public sealed class RebootVerb : IVerb
    {
        private readonly AfterAnswer _after;

        public RebootVerb(AfterAnswer after)
        {
            _after = after;
        }

        public string Name
        {
            get { return Command.RebootVerb; }
        }

        public void Execute(Command command)
        {
            _after.RestartReason = "command";
        }
    }
}
