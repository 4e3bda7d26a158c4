namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// One axis on its way from acceleration to velocity, sample by sample without a gap; see <see cref="VelocityDesign"/>. What it
    /// knows of the past is carried from window to window. Allocates nothing after construction.
    /// </summary>
    public sealed class VelocityFilter
    {
        private readonly VelocityDesign _design;
        private long _lowPass1;
        private long _lowPass2;
        private long _sum;
        private long _change;
        private long _slope;
        private long _velocity;

        /// <summary>At rest.</summary>
        public VelocityFilter(VelocityDesign design)
        {
            _design = design;
        }

        /// <summary>Back to rest: samples were lost.</summary>
        public void Reset()
        {
            _lowPass1 = 0;
            _lowPass2 = 0;
            _sum = 0;
            _change = 0;
            _slope = 0;
            _velocity = 0;
        }

        /// <summary>Takes the next samples.</summary>
        /// <param name="samples">Counts within the design's sample bits, at most 512 of them.</param>
        /// <returns>The sum of the squares of the velocity, in the design's unit; below 2⁶¹.</returns>
        public long Add(int[] samples)
        {
            long inputGain = 1L << _design.InputShift;
            int outputShift = _design.OutputShift;
            long a1 = _design.LowPass1;
            long a2 = _design.LowPass2;
            long leak = _design.Leak;
            long damping = _design.Damping;
            long stiffness = _design.Stiffness;
            long lowPass1 = _lowPass1;
            long lowPass2 = _lowPass2;
            long sum = _sum;
            long change = _change;
            long slope = _slope;
            long velocity = _velocity;
            long squares = 0;
            int length = samples.Length;
            for (int n = 0; n < length; n++)
            {
                long x = samples[n] * inputGain;
                long low = x + lowPass1;
                lowPass1 = x + x + lowPass2 - ((a1 * low) >> VelocityDesign.LowPassBits);
                lowPass2 = x - ((a2 * low) >> VelocityDesign.LowPassBits);

                // The sum's growth is its first difference, which the pole pair needs: it is kept apart from its own change.
                long growth = low - ((leak * sum) >> VelocityDesign.HighPassBits);
                sum += growth;
                change -= ((damping * slope) + (stiffness * velocity)) >> VelocityDesign.HighPassBits;
                slope = growth + change;
                velocity += slope;
                long output = (velocity - (slope >> 3)) >> outputShift;
                squares += output * output;
            }

            _lowPass1 = lowPass1;
            _lowPass2 = lowPass2;
            _sum = sum;
            _change = change;
            _slope = slope;
            _velocity = velocity;
            return squares;
        }
    }
}
