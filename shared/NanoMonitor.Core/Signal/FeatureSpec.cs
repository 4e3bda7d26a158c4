using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Signal
{
    /// <summary>
    /// What the numbers of a feature vector mean: sensor, range, nominal rate, axes, window, bands, scalars and the revision of
    /// the signal chain. Weight tables, telemetry and feature datasets carry it or its hash; two of them go together only if
    /// their hashes are equal.
    /// </summary>
    public sealed class FeatureSpec
    {
        /// <summary>Raised whenever any output integer of the signal chain can change.</summary>
        public const int SignalRevision = 2;

        /// <summary>Scalar flag: log2 of the crest factor of each axis.</summary>
        public const int Crest = 1;

        /// <summary>Scalar flag: log2 of the kurtosis of each axis.</summary>
        public const int Kurtosis = 2;

        /// <summary>Scalar flag: log2 of the RMS of each axis, in counts.</summary>
        public const int Rms = 4;

        /// <summary>Scalar flag: temperature, in 0.01 °C.</summary>
        public const int Temperature = 8;

        /// <summary>Length of <see cref="Encode"/>, in bytes.</summary>
        public const int EncodedLength = 24;

        private const int EncodingVersion = 1;
        private const int FeatureFractionBits = 8;
        private const int PeriodicHann = 1;
        private const int LogarithmicEdges = 1;
        private const long HashStart = -3750763034362895579;
        private const long HashFactor = 1099511628211;

        /// <summary>One of <see cref="Signal.SensorFamily"/>.</summary>
        public readonly int SensorFamily;

        /// <summary>Full scale, ± g.</summary>
        public readonly int RangeG;

        /// <summary>Sensor counts per g.</summary>
        public readonly int CountsPerG;

        /// <summary>Bits of a sample: the counts lie in −2^(bits−1) … 2^(bits−1) − 1.</summary>
        public readonly int SampleBits;

        /// <summary>Nominal sample rate in mHz.</summary>
        public readonly int SampleRateMilliHz;

        /// <summary>Axes, 1 … 3.</summary>
        public readonly int AxisCount;

        /// <summary>Samples of a window, N: 128, 256 or 512.</summary>
        public readonly int WindowLength;

        /// <summary>Samples from the start of one window to the start of the next, 1 … N.</summary>
        public readonly int Hop;

        /// <summary>Bands of each axis.</summary>
        public readonly int BandCount;

        /// <summary>Scalars that are features: <see cref="Crest"/> | <see cref="Kurtosis"/> | <see cref="Rms"/> | <see cref="Temperature"/>.</summary>
        public readonly int Scalars;

        /// <summary>Band edges in bins, length <see cref="BandCount"/> + 1; see <see cref="Signal.BandEdges"/>.</summary>
        public readonly int[] BandEdges;

        /// <summary>Features of one axis: its bands, then crest, kurtosis and RMS as far as chosen.</summary>
        public readonly int FeaturesPerAxis;

        /// <summary>Length of a feature vector, D: the axes one after the other, then temperature if chosen.</summary>
        public readonly int FeatureCount;

        /// <summary>64-bit FNV-1a hash of <see cref="Encode"/>.</summary>
        public readonly long Hash;

        /// <summary>A spec with every choice made.</summary>
        /// <exception cref="ArgumentException">A value is outside its range; the message says which and what is allowed.</exception>
        public FeatureSpec(
            int sensorFamily,
            int rangeG,
            int countsPerG,
            int sampleBits,
            int sampleRateMilliHz,
            int axisCount,
            int windowLength,
            int hop,
            int bandCount,
            int scalars)
        {
            Require(sensorFamily >= 0 && sensorFamily < Signal.SensorFamily.Count, "sensor family", sensorFamily, "0 to 6");
            Require(rangeG >= 1 && rangeG <= 1000, "range in g", rangeG, "1 to 1000");
            Require(countsPerG >= 1 && countsPerG <= 1 << 24, "counts per g", countsPerG, "1 to 16777216");
            Require(sampleBits >= 8 && sampleBits <= 20, "bits of a sample", sampleBits, "8 to 20");
            Require(sampleRateMilliHz >= 1000 && sampleRateMilliHz <= 100000000, "sample rate in mHz", sampleRateMilliHz, "1000 to 100000000");
            Require(axisCount >= 1 && axisCount <= 3, "number of axes", axisCount, "1 to 3");
            Require(windowLength == 128 || windowLength == 256 || windowLength == 512, "window length", windowLength, "128, 256 or 512");
            Require(hop >= 1 && hop <= windowLength, "hop", hop, "1 to the window length");
            Require(bandCount >= 2 && bandCount <= 32, "number of bands", bandCount, "2 to 32");
            Require(scalars >= 0 && scalars <= 15, "scalar flags", scalars, "0 to 15");
            SensorFamily = sensorFamily;
            RangeG = rangeG;
            CountsPerG = countsPerG;
            SampleBits = sampleBits;
            SampleRateMilliHz = sampleRateMilliHz;
            AxisCount = axisCount;
            WindowLength = windowLength;
            Hop = hop;
            BandCount = bandCount;
            Scalars = scalars;
            BandEdges = Signal.BandEdges.Create(windowLength, bandCount);
            FeaturesPerAxis = bandCount + Flag(Crest) + Flag(Kurtosis) + Flag(Rms);
            FeatureCount = (axisCount * FeaturesPerAxis) + Flag(Temperature);
            Hash = HashOf(Encode());
        }

        /// <summary>The default layout: 16 bits, 3 axes, N = hop = 256, 16 bands, crest and kurtosis; D = 54.</summary>
        public static FeatureSpec CreateDefault(int sensorFamily, int rangeG, int countsPerG, int sampleRateMilliHz)
        {
            return new FeatureSpec(sensorFamily, rangeG, countsPerG, 16, sampleRateMilliHz, 3, 256, 256, 16, Crest | Kurtosis);
        }

        /// <summary>Whether a scalar of the given flag is a feature.</summary>
        public bool Has(int scalar)
        {
            return (Scalars & scalar) != 0;
        }

        /// <summary>Name of feature <paramref name="index"/>: "x.band00", "y.crest", "z.kurtosis", "x.rms", "temperature".</summary>
        public string FeatureName(int index)
        {
            if (index < 0 || index >= FeatureCount)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            if (index == AxisCount * FeaturesPerAxis)
            {
                return "temperature";
            }

            string axis = "xyz".Substring(index / FeaturesPerAxis, 1);
            int within = index % FeaturesPerAxis;
            if (within < BandCount)
            {
                return axis + ".band" + within.ToString("D2");
            }

            within -= BandCount;
            if (Has(Crest) && within-- == 0)
            {
                return axis + ".crest";
            }

            if (Has(Kurtosis) && within-- == 0)
            {
                return axis + ".kurtosis";
            }

            return axis + ".rms";
        }

        /// <summary>
        /// The canonical encoding, little-endian: version (1 byte), signal revision (1), sensor family (1), axes (1), sample bits (1),
        /// bands (1), scalars (1), fraction bits of a feature (1), window function (1; 1 = periodic Hann), edge rule (1; 1 = logarithmic),
        /// window length (2), hop (2), range in g (2), counts per g (4), sample rate in mHz (4).
        /// </summary>
        public byte[] Encode()
        {
            byte[] bytes = new byte[EncodedLength];
            bytes[0] = EncodingVersion;
            bytes[1] = SignalRevision;
            bytes[2] = (byte)SensorFamily;
            bytes[3] = (byte)AxisCount;
            bytes[4] = (byte)SampleBits;
            bytes[5] = (byte)BandCount;
            bytes[6] = (byte)Scalars;
            bytes[7] = FeatureFractionBits;
            bytes[8] = PeriodicHann;
            bytes[9] = LogarithmicEdges;
            Bytes.WriteInt16(bytes, 10, WindowLength);
            Bytes.WriteInt16(bytes, 12, Hop);
            Bytes.WriteInt16(bytes, 14, RangeG);
            Bytes.WriteInt32(bytes, 16, CountsPerG);
            Bytes.WriteInt32(bytes, 20, SampleRateMilliHz);
            return bytes;
        }

        /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
        /// <exception cref="FormatException">Too short, another version or signal revision, or a value outside its range.</exception>
        public static FeatureSpec Decode(byte[] bytes, int offset)
        {
            if (bytes == null || offset < 0 || bytes.Length - offset < EncodedLength)
            {
                throw new FormatException("feature spec: shorter than 24 bytes");
            }

            Expect(bytes[offset], EncodingVersion, "encoding version");
            Expect(bytes[offset + 1], SignalRevision, "signal revision");
            Expect(bytes[offset + 7], FeatureFractionBits, "fraction bits of a feature");
            Expect(bytes[offset + 8], PeriodicHann, "window function");
            Expect(bytes[offset + 9], LogarithmicEdges, "edge rule");
            try
            {
                return new FeatureSpec(
                    bytes[offset + 2],
                    Bytes.ReadUInt16(bytes, offset + 14),
                    Bytes.ReadInt32(bytes, offset + 16),
                    bytes[offset + 4],
                    Bytes.ReadInt32(bytes, offset + 20),
                    bytes[offset + 3],
                    Bytes.ReadUInt16(bytes, offset + 10),
                    Bytes.ReadUInt16(bytes, offset + 12),
                    bytes[offset + 5],
                    bytes[offset + 6]);
            }
            catch (ArgumentException error)
            {
                throw new FormatException(error.Message);
            }
        }

        // FNV-1a, 64 bits (Fowler, Noll, Vo): tells specs apart; what comes from outside is protected by MACs.
        private static long HashOf(byte[] encoding)
        {
            long hash = HashStart;
            for (int i = 0; i < encoding.Length; i++)
            {
                hash = (hash ^ encoding[i]) * HashFactor;
            }

            return hash;
        }

        private static void Expect(int actual, int expected, string what)
        {
            if (actual != expected)
            {
                throw new FormatException("feature spec: " + what + " is " + actual.ToString() + ", this build knows " + expected.ToString());
            }
        }

        private static void Require(bool holds, string what, int value, string allowed)
        {
            if (!holds)
            {
                throw new ArgumentException("feature spec: " + what + " is " + value.ToString() + ", allowed is " + allowed);
            }
        }

        private int Flag(int scalar)
        {
            return Has(scalar) ? 1 : 0;
        }
    }
}
