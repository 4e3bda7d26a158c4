namespace NanoMonitor.Core.Model
{
    /// <summary>Where the features of each operating mode lie on average, in feature units.</summary>
    public static class ModeLevels
    {
        /// <summary>
        /// The level of each feature in one mode: its conditional means one after the other, each at the means before it. A residual
        /// network is left aside; it is trained around zero.
        /// </summary>
        /// <param name="table">The table.</param>
        /// <param name="mode">0 … <see cref="WeightTable.ModeCount"/> − 1.</param>
        /// <returns>D levels by feature, as the extractor gives features (bands: 1/256 octave), rounded towards zero.</returns>
        public static short[] Of(WeightTable table, int mode)
        {
            ModeTable parameters = table.Modes[mode];
            PrefixLayer skip = parameters.Skip;
            int[] featureAt = table.Order.FeatureAt;
            short[] levels = new short[featureAt.Length];
            int[] x = new int[featureAt.Length];
            for (int position = 0; position < x.Length; position++)
            {
                int sum = 0;
                int start = skip.Start[position];
                for (int earlier = 0; earlier < position; earlier++)
                {
                    sum += skip.Weights[start + earlier] * x[earlier];
                }

                // Q11 to Q8.
                int mean = (parameters.Bias[position] + Requantization.Apply(sum, skip.Multiplier[position], skip.Shift[position]) + 4) >> 3;
                x[position] = mean > GroupMade.Clip ? GroupMade.Clip : mean < -GroupMade.Clip ? -GroupMade.Clip : mean;
                int feature = featureAt[position];
                int level = table.Offset[feature] + ((x[position] << GroupMade.StandardiserShift) / table.Scale[feature]);
                levels[feature] = (short)(level > short.MaxValue ? short.MaxValue : level < short.MinValue ? short.MinValue : level);
            }

            return levels;
        }
    }
}
