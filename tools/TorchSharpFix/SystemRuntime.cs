using System.Runtime.InteropServices;

namespace NanoMonitor.Tools.TorchSharpFix;

/// <summary>The C++ runtime that the dynamic loader picks on this machine.</summary>
internal static class SystemRuntime
{
    private const string LibraryName = "libstdc++.so.6";

    /// <summary>Whether the machine's libstdc++ defines the symbol version <paramref name="version"/>.</summary>
    /// <exception cref="InvalidDataException">No libstdc++ can be loaded.</exception>
    public static bool Provides(string version)
    {
        if (!NativeLibrary.TryLoad(LibraryName, out nint handle))
        {
            throw new InvalidDataException($"{LibraryName} cannot be loaded; install the C++ runtime (Debian, Ubuntu: apt install libstdc++6).");
        }
        try
        {
            byte[] name = [.. System.Text.Encoding.ASCII.GetBytes(version), 0];
            return File.ReadAllBytes(LoadedPath()).AsSpan().IndexOf(name) >= 0;
        }
        finally
        {
            NativeLibrary.Free(handle);
        }
    }

    // The loader's own answer, whatever LD_LIBRARY_PATH or ld.so.conf say.
    private static string LoadedPath()
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            int slash = line.IndexOf('/', StringComparison.Ordinal);
            if (slash >= 0 && Path.GetFileName(line.AsSpan(slash)).StartsWith(LibraryName, StringComparison.Ordinal))
            {
                return line[slash..];
            }
        }
        throw new InvalidDataException($"{LibraryName} is loaded but not listed in /proc/self/maps.");
    }
}
