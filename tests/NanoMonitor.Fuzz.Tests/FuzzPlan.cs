using System.Globalization;

namespace NanoMonitor.Fuzz.Tests;

/// <summary>How much is tried; short unless the environment asks for more.</summary>
internal static class FuzzPlan
{
    private const string InputsVariable = "NANOMONITOR_FUZZ_INPUTS";
    private const string SeedVariable = "NANOMONITOR_FUZZ_SEED";
    private const int ShortRun = 3000;

    /// <summary>Inputs of a target that is not slow.</summary>
    public static int Inputs { get; } = Number(InputsVariable, ShortRun);

    /// <summary>Same seed and number of inputs, same inputs.</summary>
    public static int Seed { get; } = Number(SeedVariable, 1);

    private static int Number(string variable, int otherwise)
    {
        return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : otherwise;
    }
}
