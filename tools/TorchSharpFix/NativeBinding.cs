using System.Buffers.Binary;
using System.Runtime.Versioning;

namespace NanoMonitor.Tools.TorchSharpFix;

/// <summary>
/// TorchSharp's native library, built with GCC 13, imports one symbol that older C++ runtimes lack:
/// <c>std::ios_base_library_init()</c>, which only initialises the standard streams (there, every translation unit does that itself).
/// The import is redirected to another imported function that takes nothing and changes nothing, and the version it named becomes weak,
/// so that the loader no longer insists on it.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class NativeBinding
{
    public const string MissingVersion = "GLIBCXX_3.4.32";
    private const string MissingSymbol = "_ZSt21ios_base_library_initv";
    private const string HarmlessSymbol = "_ZN3c108GradMode10is_enabledEv";
    private const ushort WeakFlag = 0x2; // VER_FLG_WEAK

    /// <summary>Adapts the library in place of the old file; false where that was done before or is not needed.</summary>
    /// <exception cref="InvalidDataException">The library is not the one this program knows.</exception>
    public static bool Adapt(string path)
    {
        ElfImage image = new(File.ReadAllBytes(path));
        if (image.FindSymbol(MissingSymbol) is not { } missing)
        {
            return false;
        }
        if (image.FindSymbol(HarmlessSymbol) is not { } harmless || image.FindNeededVersion(MissingVersion) is not { } version)
        {
            throw new InvalidDataException($"{path} is built differently from TorchSharp 0.107.0; use a system with GCC 13's libstdc++ or newer.");
        }

        byte[] bytes = image.Bytes;
        bytes.AsSpan(harmless.Offset, 4).CopyTo(bytes.AsSpan(missing.Offset));
        bytes.AsSpan(image.VersionIndexOffset(harmless.Index), 2).CopyTo(bytes.AsSpan(image.VersionIndexOffset(missing.Index)));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(version + 4), WeakFlag);
        Replace(path, bytes);
        return true;
    }

    // The output may be a hard link into the package cache: a new file takes its place, the old one stays untouched.
    // The time of writing stays too, so that incremental builds still see an unchanged copy.
    private static void Replace(string path, byte[] bytes)
    {
        string temporary = path + ".adapting";
        File.WriteAllBytes(temporary, bytes);
        File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
        File.Move(temporary, path, overwrite: true);
    }
}
