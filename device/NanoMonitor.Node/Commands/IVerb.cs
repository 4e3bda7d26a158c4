using NanoMonitor.Core.Protocol;

namespace NanoMonitor.Node.Commands
{
    /// <summary>What the node does for one verb.</summary>
    public interface IVerb
    {
        /// <summary>As in the topic.</summary>
        string Name { get; }

        /// <summary>Carries a command out, or begins to; what must wait for the answer goes into <see cref="AfterAnswer"/>.</summary>
        /// <exception cref="System.FormatException">Refused; the message is the reason.</exception>
        /// <exception cref="System.IO.IOException">There is no room to carry it out.</exception>
        void Execute(Command command);
    }
}
