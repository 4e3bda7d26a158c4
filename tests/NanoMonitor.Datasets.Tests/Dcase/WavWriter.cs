namespace NanoMonitor.Datasets.Tests.Dcase;

/// <summary>Writes small WAV files of 16-bit PCM.</summary>
public static class WavWriter
{
    private const int HeaderAfterSize = 36;

    public static void Write(string path, int sampleRateHz, int channels, short[] samples)
    {
        using var stream = File.Create(path);
        using var writer = new BinaryWriter(stream);
        int bytes = 2 * samples.Length;
        writer.Write("RIFF"u8);
        writer.Write(HeaderAfterSize + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(sampleRateHz);
        writer.Write(sampleRateHz * channels * 2);
        writer.Write((short)(channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        foreach (short sample in samples)
        {
            writer.Write(sample);
        }
    }
}
