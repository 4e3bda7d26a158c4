namespace NanoMonitor.Training.Temperatures;

/// <summary>An alarm of the temperature judgement.</summary>
/// <param name="Time">When, as recorded.</param>
/// <param name="Recording">The recording's id.</param>
/// <param name="Kind"><c>jump</c> or <c>trend</c>, whichever is further beyond its limit.</param>
/// <param name="Deviations">How far, in standard deviations of the reference.</param>
/// <param name="InWindow">Whether it lies in a labelled anomaly.</param>
public sealed record TemperatureAlarm(DateTime Time, string Recording, string Kind, double Deviations, bool InWindow);
