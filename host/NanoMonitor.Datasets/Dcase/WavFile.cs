using System.Buffers.Binary;
using NAudio.Wave;

namespace NanoMonitor.Datasets.Dcase;

/// <summary>Sound of one channel.</summary>
/// <param name="SampleRateHz">Samples a second.</param>
/// <param name="Samples">−1 … 1; the first channel where there are several.</param>
public sealed record WavFile(int SampleRateHz, float[] Samples)
{
    // Where the size of what follows stands in a RIFF header, and where it ends.
    private const int SizeAt = 4;
    private const int SizeEnd = 8;
    private const int BitsOfByte = 8;

    /// <summary>Reads a WAV file of PCM or float samples.</summary>
    /// <exception cref="DatasetException">It is missing, cut short, no WAV file, or empty; the message names it.</exception>
    public static WavFile Read(string path)
    {
        byte[] bytes = DatasetFile.ReadAllBytes(path);
        try
        {
            using var reader = new WaveFileReader(new MemoryStream(bytes));

            // The reader is content with what there is.
            long promised = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(SizeAt)) + (long)SizeEnd;
            if (promised > bytes.Length)
            {
                throw new DatasetException($"{path}: cut short, its header promises {promised} bytes and it has {bytes.Length}.");
            }

            // Nor does it ask whether its figures go together; what it does with them would be out of proportion.
            var format = reader.WaveFormat;
            int channels = format.Channels;
            if (channels < 1 || format.SampleRate < 1 || format.BlockAlign != channels * format.BitsPerSample / BitsOfByte || format.BlockAlign < channels)
            {
                throw new DatasetException($"{path}: its header does not fit together: {channels} channels of {format.BitsPerSample} bits in {format.BlockAlign} bytes, {format.SampleRate} Hz.");
            }

            if (reader.Length > bytes.Length)
            {
                throw new DatasetException($"{path}: cut short, its header promises {reader.Length} bytes of sound and it has {bytes.Length} bytes.");
            }

            var provider = reader.ToSampleProvider();
            var all = new float[reader.SampleCount * channels];
            int read = provider.Read(all);
            float[] first = [.. Enumerable.Range(0, read / channels).Select(n => all[n * channels])];
            return first.Length > 0
                ? new WavFile(reader.WaveFormat.SampleRate, first)
                : throw new DatasetException($"{path}: holds no sound.");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or InvalidDataException or EndOfStreamException or NotSupportedException or ArithmeticException or IndexOutOfRangeException)
        {
            throw new DatasetException($"{path}: not a WAV file that can be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
