using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Judging;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>recalibrate</c>: forgets what was learned of the installation, and commissions anew with the same table.</summary>
    public sealed class RecalibrateVerb : IVerb
    {
        private readonly InstallationRecord _installation;

        public RecalibrateVerb(InstallationRecord installation)
        {
            _installation = installation;
        }

        public string Name
        {
            get { return Command.RecalibrateVerb; }
        }

        public void Execute(Command command)
        {
            _installation.Forget();
        }
    }
}
