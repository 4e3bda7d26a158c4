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

            var provider = reader.ToSampleProvider();
            int channels = reader.WaveFormat.Channels;
            var all = new float[reader.SampleCount * channels];
            int read = provider.Read(all);
            float[] first = [.. Enumerable.Range(0, read / channels).Select(n => all[n * channels])];
            return first.Length > 0
                ? new WavFile(reader.WaveFormat.SampleRate, first)
                : throw new DatasetException($"{path}: holds no sound.");
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new DatasetException($"{path}: not a WAV file that can be read: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
