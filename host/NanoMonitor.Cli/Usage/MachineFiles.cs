namespace NanoMonitor.Cli.Usage;

/// <summary>Files named by machines.</summary>
internal static class MachineFiles
{
    /// <summary>The table of each machine: its name with - for whatever is no letter, digit, -, _ or dot within.</summary>
    /// <param name="machines">Names, each once.</param>
    /// <param name="folder">Where the tables go.</param>
    /// <exception cref="UsageException">Recordings name no machine, or two names give one file.</exception>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> machines, string folder)
    {
        var files = new Dictionary<string, string>();
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string machine in machines)
        {
            if (machine.Length == 0)
            {
                throw new UsageException("Some recordings do not say which machine they are of; add \"machine\" to them in dataset.json, or leave --per machine out.");
            }

            string file = string.Concat(machine.Select((letter, index) => char.IsLetterOrDigit(letter) || letter is '-' or '_' || (letter == '.' && index > 0) ? letter : '-')) + ".nmt";
            if (!owners.TryAdd(file, machine))
            {
                throw new UsageException($"The machines '{owners[file]}' and '{machine}' would both be written to {file}; rename one of them.");
            }

            files[machine] = Path.Combine(folder, file);
        }

        return files;
    }
}
