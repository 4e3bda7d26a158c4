namespace NanoMonitor.Sensors
{
    /// <summary>A part's rates against the one that is wanted.</summary>
    internal static class SensorChoices
    {
        /// <summary>Index of a value in an ascending list, or −1.</summary>
        public static int IndexOf(int[] values, int value)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] == value)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The least value of an ascending list that is at least the wanted one, or the last.</summary>
        public static int Fitting(int[] values, int wanted)
        {
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] >= wanted)
                {
                    return values[i];
                }
            }

            return values[values.Length - 1];
        }
    }
}
