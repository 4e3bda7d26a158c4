namespace NanoMonitor.Core.Model
{
    /// <summary>Which features make the score: their squared terms, smoothed over a few windows.</summary>
    public sealed class Blame
    {
        // Smoothing by 1/4 a window.
        private const int SmoothingShift = 2;

        private readonly int[] _smoothed;

        /// <summary>Room for D features.</summary>
        public Blame(int featureCount)
        {
            _smoothed = new int[featureCount];
        }

        /// <summary>Takes the terms of one window (<see cref="GroupMade.Terms"/>, Q8 bits).</summary>
        public void Add(int[] terms)
        {
            int[] smoothed = _smoothed;
            int count = smoothed.Length;
            for (int i = 0; i < count; i++)
            {
                int before = smoothed[i];
                smoothed[i] = before + ((terms[i] - before) >> SmoothingShift);
            }
        }

        /// <summary>Smoothed term of one feature, Q8 bits; about 185 (0.72 bits) on average while nothing is wrong.</summary>
        public int Of(int feature)
        {
            return _smoothed[feature];
        }

        /// <summary>The features with the largest terms, largest first; of equals the lower index.</summary>
        /// <param name="features">Filled to its length, which is at most D.</param>
        public void Top(int[] features)
        {
            for (int rank = 0; rank < features.Length; rank++)
            {
                int best = -1;
                for (int i = 0; i < _smoothed.Length; i++)
                {
                    if ((best < 0 || _smoothed[i] > _smoothed[best]) && !Contains(features, rank, i))
                    {
                        best = i;
                    }
                }

                features[rank] = best;
            }
        }

        private static bool Contains(int[] features, int length, int feature)
        {
            for (int i = 0; i < length; i++)
            {
                if (features[i] == feature)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
