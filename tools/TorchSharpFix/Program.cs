using NanoMonitor.Tools.TorchSharpFix;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: TorchSharpFix FOLDER   (a build output that holds TorchSharp's native library)");
    return 2;
}
if (!OperatingSystem.IsLinux())
{
    return 0;
}
if (!Directory.Exists(args[0]))
{
    Console.Error.WriteLine($"TorchSharpFix: the folder '{args[0]}' does not exist; build the project first.");
    return 1;
}
try
{
    foreach (string path in Directory.EnumerateFiles(args[0], "libLibTorchSharp.so", SearchOption.AllDirectories))
    {
        if (SystemRuntime.Provides(NativeBinding.MissingVersion))
        {
            return 0;
        }
        if (NativeBinding.Adapt(path))
        {
            Console.WriteLine($"TorchSharpFix: adapted {path} to this system's libstdc++, which is older than GCC 13's.");
        }
    }
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine($"TorchSharpFix: {error.Message}");
    return 1;
}
