namespace NanoMonitor.Core.Provisioning
{
    /// <summary>States of Improv.</summary>
    public static class ImprovState
    {
        /// <summary>Ready to be provisioned.</summary>
        public const int Ready = 2;

        /// <summary>Trying the Wi-Fi settings it was given.</summary>
        public const int Provisioning = 3;

        /// <summary>Has a configuration.</summary>
        public const int Provisioned = 4;
    }
}
