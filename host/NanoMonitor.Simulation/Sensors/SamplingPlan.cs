namespace NanoMonitor.Simulation.Sensors;

/// <summary>How the registers of an accelerometer make it sample.</summary>
/// <param name="InternalRateHz">Rate before division.</param>
/// <param name="Divider">Divider of that rate.</param>
/// <param name="CountsPerG">Sensitivity of the range.</param>
/// <param name="BandwidthHz">−3 dB bandwidth of its filter.</param>
/// <param name="NoiseBandwidthHz">Its noise bandwidth.</param>
/// <param name="SampleBits">Bits of a count.</param>
internal readonly record struct SamplingPlan(
    int InternalRateHz,
    int Divider,
    double CountsPerG,
    double BandwidthHz,
    double NoiseBandwidthHz,
    int SampleBits)
{
    /// <summary>A second-order Butterworth filter lets through π/(2√2) times its bandwidth of white noise.</summary>
    private const double ButterworthNoise = 1.1107;

    /// <summary>A plan whose noise is that of a second-order Butterworth filter.</summary>
    public static SamplingPlan Filtered(int internalRateHz, int divider, double countsPerG, double bandwidthHz, int sampleBits)
    {
        return new SamplingPlan(internalRateHz, divider, countsPerG, bandwidthHz, ButterworthNoise * bandwidthHz, sampleBits);
    }
}
