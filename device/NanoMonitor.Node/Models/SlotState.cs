namespace NanoMonitor.Node.Models
{
    /// <summary>How far the package in a slot has come. The numbers stand in the slot's file.</summary>
    public static class SlotState
    {
        public const int Empty = 0;

        /// <summary>Chunks are missing, or the digest has not been checked.</summary>
        public const int Receiving = 1;

        /// <summary>Whole, with the digest of the manifest.</summary>
        public const int Staged = 2;

        /// <summary>On trial.</summary>
        public const int Testing = 3;

        public const int Confirmed = 4;

        /// <summary>Given up; see <see cref="Rejection"/>.</summary>
        public const int Rejected = 5;
    }
}
