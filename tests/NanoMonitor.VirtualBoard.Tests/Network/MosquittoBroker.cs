using System.Diagnostics;
using System.Net.Sockets;

namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>A mosquitto process. Refuses users it does not know.</summary>
internal sealed class MosquittoBroker : ITestBroker
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("mosquitto").FullName;
    private Process? process;

    internal MosquittoBroker()
    {
        Skip.If(FindProgram() == null, "mosquitto is not installed (apt-get install mosquitto).");
        Port = FreePort.Find();
        string passwords = System.IO.Path.Combine(folder, "passwords");
        System.IO.File.WriteAllText(passwords, "");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(passwords, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        System.IO.File.WriteAllText(
            System.IO.Path.Combine(folder, "mosquitto.conf"),
            $"user {System.Environment.UserName}\nlistener {Port} 127.0.0.1\nallow_anonymous true\npassword_file {passwords}\nmax_queued_messages 0\n");
        Start();
    }

    public int Port { get; }

    public void Start()
    {
        process = Process.Start(new ProcessStartInfo(FindProgram()!, ["-c", System.IO.Path.Combine(folder, "mosquitto.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using TcpClient probe = new("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (attempt < 100 && !process.HasExited)
            {
                System.Threading.Thread.Sleep(50);
            }
        }
    }

    public void Stop()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Stop();
        System.IO.Directory.Delete(folder, true);
    }

    private static string? FindProgram() =>
        (System.Environment.GetEnvironmentVariable("PATH") + System.IO.Path.PathSeparator + "/usr/sbin" + System.IO.Path.PathSeparator + "/usr/local/sbin")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(path => new[] { System.IO.Path.Combine(path, "mosquitto"), System.IO.Path.Combine(path, "mosquitto.exe") })
        .FirstOrDefault(System.IO.File.Exists);
}
