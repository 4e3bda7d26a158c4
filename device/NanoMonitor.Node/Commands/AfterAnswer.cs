namespace NanoMonitor.Node.Commands
{
    /// <summary>What is left to do once a command's answer is out.</summary>
    public sealed class AfterAnswer
    {
        /// <summary>Publish birth and state again.</summary>
        public bool Identify { get; set; }

        /// <summary>Restart for this reason; null = go on.</summary>
        public string RestartReason { get; set; }

        /// <summary>The restart is for ever as far as the broker is concerned: its last will is to be heard.</summary>
        public bool IsFarewell { get; set; }
    }
}
