using System.Runtime.InteropServices;

namespace NanoMonitor.Datasets.Clips;

/// <summary>Reads the frames of <c>features</c> recordings: raw little-endian float32, frame after frame.</summary>
public static class ClipReader
{
    /// <summary>The frames of a part of a clip, [frame][band]. Frame n lies at n · hopSeconds.</summary>
    /// <exception cref="DatasetException">The file is missing, its length does not fit frames and bands, or a value is not finite.</exception>
    public static float[][] Read(Dataset dataset, RecordingPart part)
    {
        var layout = dataset.Clips ?? throw new DatasetException($"{dataset.Folder}: holds {dataset.Kind} recordings, not clips of features.");
        string path = part.Recording.Path;
        byte[] bytes = DatasetFile.ReadAllBytes(path);
        int frameLength = 4 * layout.Bands;
        int frames = part.Recording.Frames ?? layout.Frames ?? bytes.Length / frameLength;
        if (bytes.LongLength != (long)frames * frameLength)
        {
            throw new DatasetException($"{path}: has {bytes.Length} bytes, {frames} frames of {layout.Bands} float32 need {(long)frames * frameLength}.");
        }

        int first = FrameAt(part.FromSeconds ?? 0, layout);
        int end = part.ToSeconds is { } to ? Math.Min(frames, FrameAt(to, layout)) : frames;
        if (first >= end)
        {
            throw new DatasetException($"{path}: has {frames} frames, the part {part} begins at frame {first}.");
        }

        return [.. Enumerable.Range(first, end - first).Select(frame => ReadFrame(path, bytes, frame, layout.Bands))];
    }

    private static int FrameAt(double seconds, ClipLayout layout)
    {
        return (int)Math.Min(int.MaxValue, Math.Round(seconds / layout.HopSeconds));
    }

    private static float[] ReadFrame(string path, byte[] bytes, int frame, int bands)
    {
        // Every platform .NET runs on here is little-endian.
        float[] values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(frame * bands * 4, bands * 4)).ToArray();
        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        return wrong < 0 ? values : throw new DatasetException($"{path}: frame {frame}, band {wrong}: {values[wrong]} is not a finite number.");
    }
}
