using System.Diagnostics;
using System.Text;

namespace NanoMonitor.Cli.Tests;

/// <summary>The built program as a process of its own.</summary>
public sealed class NanoMonitorProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private NanoMonitorProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Read(output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error => Read(error);

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it with an environment in which no fleet key is known.</summary>
    public static NanoMonitorProgram Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "nanomonitor.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["NANOMONITOR_KEY_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-such.key");
        start.Environment["NO_COLOR"] = "1";
        return new NanoMonitorProgram(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<NanoMonitorProgram> RunAsync(params string[] arguments)
    {
        NanoMonitorProgram program = Start(arguments);
        await program.WaitForExitAsync();
        return program;
    }

    public async Task WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Types a line.</summary>
    public void Enter(string line) => process.StandardInput.WriteLine(line);

    /// <summary>Waits until standard output holds the text.</summary>
    public Task WaitForOutputAsync(string text) => WaitForAsync(text, () => Output);

    /// <summary>Waits until standard error holds the text.</summary>
    public Task WaitForErrorAsync(string text) => WaitForAsync(text, () => Error);

    /// <summary>Presses Ctrl-C and waits for the end; Unix only.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task WaitForAsync(string text, Func<string> written)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!written().Contains(text, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, $"ended without saying '{text}': {Output}{Error}");
            await Task.Delay(20, limit.Token);
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
