using System;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>factory-reset</c>: erases what the node is for; its argument must name the node.</summary>
    public sealed class FactoryResetVerb : IVerb
    {
        private readonly NodeIdentity _identity;
        private readonly FactoryReset _reset;
        private readonly AfterAnswer _after;

        public FactoryResetVerb(NodeIdentity identity, FactoryReset reset, AfterAnswer after)
        {
            _identity = identity;
            _reset = reset;
            _after = after;
        }

        public string Name
        {
            get { return Command.FactoryResetVerb; }
        }

        public void Execute(Command command)
        {
            string node = command.TextArgument(Command.NodeArgument);
            if (node != _identity.Node)
            {
                throw new FormatException(Command.NodeArgument + ": this is " + _identity.Node);
            }

            _reset.Begin();
            _after.RestartReason = FactoryReset.ReasonOf("command");
            _after.IsFarewell = true;
        }
    }
}
