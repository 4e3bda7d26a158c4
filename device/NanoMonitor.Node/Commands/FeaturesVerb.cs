using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Judging;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>features</c>: sends the features of every window for so many minutes.</summary>
    public sealed class FeaturesVerb : IVerb
    {
        private readonly FeaturePolicy _policy;
        private readonly NodeClock _clock;

        public FeaturesVerb(FeaturePolicy policy, NodeClock clock)
        {
            _policy = policy;
            _clock = clock;
        }

        public string Name
        {
            get { return Command.FeaturesVerb; }
        }

        public void Execute(Command command)
        {
            int minutes = command.IntegerArgument(Command.MinutesArgument, 0, Command.MaximumFeatureMinutes);
            _policy.SendEveryUntil(_clock.UptimeMs + minutes * 60000L);
        }
    }
}
