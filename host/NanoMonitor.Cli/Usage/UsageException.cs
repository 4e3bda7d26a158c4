namespace NanoMonitor.Cli.Usage;

/// <summary>Arguments that parse one by one but make no sense together, or with the files they name.</summary>
internal sealed class UsageException(string message) : Exception(message);
