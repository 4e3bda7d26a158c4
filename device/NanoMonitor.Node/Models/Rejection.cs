namespace NanoMonitor.Node.Models
{
    /// <summary>Why a package was given up. The numbers stand in the slot's file.</summary>
    public static class Rejection
    {
        public const int None = 0;

        /// <summary>The chunks do not have the digest of the manifest.</summary>
        public const int Digest = 1;

        /// <summary>Not a table this node can run.</summary>
        public const int Table = 2;

        /// <summary>The trial's mean score lay below the calibration band.</summary>
        public const int BelowBand = 3;

        /// <summary>The trial's mean score lay above the calibration band.</summary>
        public const int AboveBand = 4;

        /// <summary>Its trials ended with a restart of the node, time after time.</summary>
        public const int Unfinished = 5;

        public static string Text(int rejection)
        {
            switch (rejection)
            {
                case Digest: return "the chunks do not have the manifest's digest";
                case Table: return "not a table this node can run";
                case BelowBand: return "its mean score on live windows lies below the calibration band";
                case AboveBand: return "its mean score on live windows lies above the calibration band";
                case Unfinished: return "the node restarted during every trial";
                default: return "";
            }
        }

        /// <summary>Whether the table has judged live windows before it was given up.</summary>
        public static bool IsAfterTrial(int rejection)
        {
            return rejection == BelowBand || rejection == AboveBand || rejection == Unfinished;
        }
    }
}
