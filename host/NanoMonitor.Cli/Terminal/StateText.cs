using NanoMonitor.Core.Model;

namespace NanoMonitor.Cli.Terminal;

/// <summary>Colours of health states, for Spectre markup.</summary>
internal static class StateText
{
    /// <summary>The state's name in its colour.</summary>
    /// <param name="state">One of <see cref="HealthState"/>.</param>
    public static string Markup(int state) => $"[{Colour(state)}]{HealthState.Name(state)}[/]";

    private static string Colour(int state) => state switch
    {
        HealthState.Healthy => "green",
        HealthState.Warning => "yellow",
        HealthState.Alarm => "bold red",
        HealthState.SensorFault => "bold magenta",
        HealthState.Stopped => "blue",
        _ => "grey",
    };
}
