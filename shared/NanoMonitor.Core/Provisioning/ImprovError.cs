namespace NanoMonitor.Core.Provisioning
{
    /// <summary>Errors of Improv.</summary>
    public static class ImprovError
    {
        public const int None = 0;

        /// <summary>A command whose bytes do not fit together, or a damaged frame.</summary>
        public const int InvalidCommand = 1;

        public const int UnknownCommand = 2;

        /// <summary>The Wi-Fi settings do not work.</summary>
        public const int UnableToConnect = 3;

        public const int Unknown = 255;
    }
}
