namespace NanoMonitor.Core.Protocol
{
    /// <summary>Scores on the wire: Q12 bits per feature.</summary>
    public static class Score
    {
        /// <summary>Stands where there is no score: no model, or the window was not judged.</summary>
        public const int None = int.MinValue;
    }
}
