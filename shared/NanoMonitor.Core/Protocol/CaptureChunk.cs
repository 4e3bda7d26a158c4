using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Signal;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// 128 sample frames as the sensor gave them: the payload of <c>capture/{id}/{n}</c>, not retained, under K_up
    /// (<see cref="Envelope"/>, type <c>capture</c>). The chunks of a capture follow each other without a gap; chunk n holds the
    /// frames n·128 … n·128 + 127 of it, and each chunk says by itself what its counts mean.
    /// <code>
    /// offset  bytes  field
    ///      0      1  tag 'W'
    ///      1      1  version 1
    ///      2      4  boot id
    ///      6      4  id of the capture, &gt; 0, as the command gave it
    ///     10      4  number n of the chunk, from 0
    ///     14      4  chunks of the whole capture, as it was asked for
    ///     18     24  feature spec: sensor, range, rate, axes a, bits of a sample, length of a window
    ///     42      4  measured sample rate, mHz; 0 = not yet known
    ///     46      4  index since boot of the window these frames belong to
    ///     50      8  index since boot of the first frame
    ///     58      1  end (CaptureEnd)
    ///     59      1  f, frames: 128, or 0 in a chunk that only says why no more come
    ///     60  a·f·b  counts, signed, axis after axis; b = 2 bytes each up to 16 bits of a sample, else 3
    ///      …     32  MAC
    /// </code>
    /// </summary>
    public sealed class CaptureChunk
    {
        public const string EnvelopeType = "capture";
        public const int Version = 1;

        /// <summary>Frames of a chunk; divides every window.</summary>
        public const int Frames = 128;

        /// <summary>Windows of the longest capture.</summary>
        public const int MaximumWindows = 4096;

        private const char Tag = 'W';
        private const int HeaderLength = 60;
        private const int MostChunks = MaximumWindows * 4;

        public int BootId { get; set; }

        public int CaptureId { get; set; }

        public int Number { get; set; }

        /// <summary>Chunks of the whole capture, where it does not end before.</summary>
        public int Count { get; set; }

        public FeatureSpec Spec { get; set; }

        public int MeasuredRateMilliHz { get; set; }

        public int Window { get; set; }

        public long FirstFrame { get; set; }

        /// <summary>A <see cref="CaptureEnd"/>.</summary>
        public int End { get; set; }

        /// <summary>The counts as <see cref="Pack"/> writes them, <see cref="LengthOf"/> bytes; empty in a chunk without frames.</summary>
        public byte[] Counts { get; set; } = new byte[0];

        /// <summary>Bytes of one count.</summary>
        public static int CountBytes(FeatureSpec spec)
        {
            return spec.SampleBits <= 16 ? 2 : 3;
        }

        /// <summary>Bytes of the counts of a chunk with frames.</summary>
        public static int LengthOf(FeatureSpec spec)
        {
            return spec.AxisCount * Frames * CountBytes(spec);
        }

        /// <summary>Writes the counts of 128 frames. Allocates nothing.</summary>
        /// <param name="spec">What they are of.</param>
        /// <param name="samples">[axis][n].</param>
        /// <param name="first">n of the first frame.</param>
        /// <param name="counts"><see cref="LengthOf"/> bytes.</param>
        public static void Pack(FeatureSpec spec, int[][] samples, int first, byte[] counts)
        {
            int axisCount = spec.AxisCount;
            bool wide = CountBytes(spec) == 3;
            int end = first + Frames;
            int at = 0;
            for (int axis = 0; axis < axisCount; axis++)
            {
                int[] values = samples[axis];
                for (int n = first; n < end; n++)
                {
                    int value = values[n];
                    counts[at] = (byte)value;
                    counts[at + 1] = (byte)(value >> 8);
                    at += 2;
                    if (wide)
                    {
                        counts[at] = (byte)(value >> 16);
                        at++;
                    }
                }
            }
        }

        /// <summary>Reads the counts into samples.</summary>
        /// <param name="samples">[axis][n].</param>
        /// <param name="first">n of the first frame.</param>
        public void Unpack(int[][] samples, int first)
        {
            int countBytes = CountBytes(Spec);
            int frames = Counts.Length == 0 ? 0 : Frames;
            int at = 0;
            for (int axis = 0; axis < Spec.AxisCount; axis++)
            {
                for (int n = first; n < first + frames; n++)
                {
                    samples[axis][n] = ReadCount(at, countBytes);
                    at += countBytes;
                }
            }
        }

        /// <summary>The payload with its MAC under K_up of the node.</summary>
        public byte[] Encode(byte[] upKey, string site, string node)
        {
            PayloadWriter writer = new PayloadWriter(HeaderLength + Counts.Length);
            writer.Header(Tag, Version);
            writer.Int32(BootId);
            writer.Int32(CaptureId);
            writer.Int32(Number);
            writer.Int32(Count);
            writer.Raw(Spec.Encode());
            writer.Int32(MeasuredRateMilliHz);
            writer.Int32(Window);
            writer.Int64(FirstFrame);
            writer.Byte(End);
            writer.Byte(Counts.Length == 0 ? 0 : Frames);
            writer.Raw(Counts);
            return Envelope.Seal(upKey, EnvelopeType, Version, site, node, writer.ToArray());
        }

        /// <summary>Whether a holder of this node's key made the payload.</summary>
        public static bool IsAuthentic(byte[] upKey, string site, string node, byte[] payload)
        {
            return Envelope.IsAuthentic(upKey, EnvelopeType, Version, site, node, payload);
        }

        /// <summary>Reads the fields; the MAC is judged by <see cref="IsAuthentic"/>.</summary>
        /// <exception cref="FormatException">Wrong tag, version, length or value.</exception>
        public static CaptureChunk Decode(byte[] payload)
        {
            PayloadReader reader = new PayloadReader("capture", payload, Envelope.MacLength);
            reader.Header(Tag, Version);
            CaptureChunk chunk = new CaptureChunk();
            chunk.BootId = reader.Count("boot id");
            chunk.CaptureId = reader.Count("id");
            chunk.Number = reader.Count("number");
            chunk.Count = reader.Count("number of chunks");
            if (chunk.CaptureId == 0 || chunk.Count == 0 || chunk.Count > MostChunks || chunk.Number >= chunk.Count)
            {
                throw reader.Refuse("number of chunks", "and number and id do not go together");
            }

            chunk.Spec = FeatureSpec.Decode(reader.Raw("feature spec", FeatureSpec.EncodedLength), 0);
            chunk.MeasuredRateMilliHz = reader.Count("measured rate");
            chunk.Window = reader.Count("window");
            chunk.FirstFrame = reader.LongCount("first frame");
            chunk.End = reader.Byte("end", 0, CaptureEnd.Count - 1);
            int frames = reader.Byte("frames");
            bool isEmpty = chunk.End > CaptureEnd.Complete;
            if (frames != (isEmpty ? 0 : Frames) || (chunk.End == CaptureEnd.Complete) != (!isEmpty && chunk.Number == chunk.Count - 1))
            {
                throw reader.Refuse("frames", "and number and end do not go together");
            }

            chunk.Counts = reader.Raw("counts", isEmpty ? 0 : LengthOf(chunk.Spec));
            reader.End();
            chunk.CheckCounts(reader);
            return chunk;
        }

        private void CheckCounts(PayloadReader reader)
        {
            int countBytes = CountBytes(Spec);
            int limit = 1 << (Spec.SampleBits - 1);
            for (int at = 0; at < Counts.Length; at += countBytes)
            {
                int count = ReadCount(at, countBytes);
                if (count < -limit || count >= limit)
                {
                    throw reader.Refuse("counts", "are of more bits than the feature spec says");
                }
            }
        }

        private int ReadCount(int at, int countBytes)
        {
            return countBytes == 2
                ? Bytes.ReadInt16(Counts, at)
                : Counts[at] | Counts[at + 1] << 8 | (sbyte)Counts[at + 2] << 16;
        }
    }
}
