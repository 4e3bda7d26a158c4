using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NanoMonitor.VirtualBoard.Serial;

/// <summary>
/// A pair of pseudo terminals, where the system has them: other programs open <see cref="Path"/> as a serial port, this process
/// holds the other end. Raw: every byte goes through as it is.
/// </summary>
public sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminalOnLinux = 0x100;
    private const int NoControllingTerminalOnMac = 0x20000;
    private const int SetNow = 0;

    // More than any system's struct termios.
    private const int SettingsBytes = 256;

    // Held open so that reading does not fail while no other program has opened it.
    private readonly SafeFileHandle held;

    private PseudoTerminal(string path, SafeFileHandle held, Stream stream)
    {
        Path = path;
        this.held = held;
        Stream = stream;
    }

    /// <summary>Whether this system has pseudo terminals.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>What another program opens: <c>/dev/pts/7</c>.</summary>
    public string Path { get; }

    /// <summary>This process's end.</summary>
    public Stream Stream { get; }

    /// <summary>Makes a new pair.</summary>
    /// <exception cref="IOException">The system has none to give.</exception>
    /// <exception cref="PlatformNotSupportedException">See <see cref="IsSupported"/>.</exception>
    public static PseudoTerminal Open()
    {
        if (!IsSupported)
        {
            throw new PlatformNotSupportedException("Pseudo terminals exist on Linux and macOS only.");
        }

        int noControllingTerminal = OperatingSystem.IsLinux() ? NoControllingTerminalOnLinux : NoControllingTerminalOnMac;
        int master = Check(posix_openpt(ReadWrite | noControllingTerminal));
        var masterHandle = new SafeFileHandle(master, ownsHandle: true);
        Check(grantpt(master));
        Check(unlockpt(master));
        string path = Marshal.PtrToStringUTF8(ptsname(master)) ?? throw Failure();
        var held = new SafeFileHandle(Check(open(path, ReadWrite | noControllingTerminal)), ownsHandle: true);
        byte[] settings = new byte[SettingsBytes];
        Check(tcgetattr((int)held.DangerousGetHandle(), settings));
        cfmakeraw(settings);
        Check(tcsetattr((int)held.DangerousGetHandle(), SetNow, settings));
        return new PseudoTerminal(path, held, new FileStream(masterHandle, FileAccess.ReadWrite, bufferSize: 0));
    }

    public void Dispose()
    {
        held.Dispose();
        Stream.Dispose();
    }

    private static int Check(int result) => result >= 0 ? result : throw Failure();

    private static IOException Failure() => new($"No pseudo terminal: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern nint ptsname(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int fd, byte[] settings);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int fd, int when, byte[] settings);

    [DllImport("libc")]
    private static extern void cfmakeraw(byte[] settings);
}
