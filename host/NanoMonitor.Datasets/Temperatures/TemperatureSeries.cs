namespace NanoMonitor.Datasets.Temperatures;

/// <summary>A slow series of values.</summary>
/// <param name="Times">[n]: times without zone as recorded; a clock set back shows.</param>
/// <param name="Values">[n]: values in the layout's unit.</param>
public sealed record TemperatureSeries(DateTime[] Times, double[] Values);
