using System;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// The autoregressive order of a Group MADE: which features come in which group, and what that allows each row of the
    /// masked residual network to read.
    /// </summary>
    /// <remarks>
    /// Masks as in Germain et al., "MADE: Masked Autoencoder for Distribution Estimation" (2015), over groups as in Giri et al.
    /// (DCASE 2020 workshop): a feature of group g has degree g (1 … G), hidden unit j has degree 1 + (j mod (G − 1)); hidden units
    /// read features of their degree or lower, outputs of group g read hidden units of a degree below g. Features and hidden units
    /// are kept sorted by degree, so that every row reads a prefix.
    /// </remarks>
    public sealed class GroupOrder
    {
        /// <summary>Features of each group, in order; they sum to D.</summary>
        public readonly int[] GroupSizes;

        /// <summary>The feature at each position of the model's order, a permutation of 0 … D − 1.</summary>
        public readonly int[] FeatureAt;

        /// <summary>The group (0 … G − 1) of each position.</summary>
        public readonly int[] GroupAt;

        /// <summary>An order of features in groups.</summary>
        /// <exception cref="ArgumentException">Sizes or permutation do not fit each other.</exception>
        public GroupOrder(int[] groupSizes, int[] featureAt)
        {
            GroupSizes = groupSizes;
            FeatureAt = featureAt;
            GroupAt = new int[featureAt.Length];
            int position = 0;
            for (int group = 0; group < groupSizes.Length; group++)
            {
                for (int i = 0; i < groupSizes[group]; i++)
                {
                    if (position < GroupAt.Length)
                    {
                        GroupAt[position] = group;
                    }

                    position++;
                }
            }

            bool[] seen = new bool[featureAt.Length];
            foreach (int feature in featureAt)
            {
                if (position != featureAt.Length || feature < 0 || feature >= seen.Length || seen[feature])
                {
                    throw new ArgumentException("group order: the groups must hold every feature exactly once");
                }

                seen[feature] = true;
            }
        }

        /// <summary>How many inputs each of <paramref name="hiddenCount"/> hidden units reads, units sorted by degree.</summary>
        public int[] HiddenReach(int hiddenCount)
        {
            int[] reach = new int[hiddenCount];
            int unit = 0;
            int visible = 0;
            for (int degree = 1; degree < GroupSizes.Length; degree++)
            {
                visible += GroupSizes[degree - 1];
                for (int i = UnitsOfDegree(degree, hiddenCount); i > 0; i--)
                {
                    reach[unit++] = visible;
                }
            }

            return reach;
        }

        /// <summary>How many hidden units each position's outputs read.</summary>
        public int[] OutputReach(int hiddenCount)
        {
            int[] reach = new int[FeatureAt.Length];
            for (int position = 0; position < reach.Length; position++)
            {
                for (int degree = 1; degree <= GroupAt[position]; degree++)
                {
                    reach[position] += UnitsOfDegree(degree, hiddenCount);
                }
            }

            return reach;
        }

        // Of the units j = 0 … hiddenCount − 1, those with 1 + (j mod (G − 1)) = degree.
        private int UnitsOfDegree(int degree, int hiddenCount)
        {
            int degrees = GroupSizes.Length - 1;
            return (hiddenCount / degrees) + (degree <= hiddenCount % degrees ? 1 : 0);
        }
    }
}
