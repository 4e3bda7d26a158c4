namespace NanoMonitor.Node
{
    /// <summary>What this firmware calls itself and what it can do.</summary>
    public static class FirmwareVersion
    {
        public const string Text = "0.1.0";

        /// <summary>For <c>birth</c>: names separated by spaces.</summary>
        public const string Capabilities = "capture configure factory-reset features identify model reboot recalibrate";
    }
}
