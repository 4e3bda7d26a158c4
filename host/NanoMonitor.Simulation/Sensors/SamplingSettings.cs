namespace NanoMonitor.Simulation.Sensors;

/// <summary>How an accelerometer is set to sample at present.</summary>
/// <param name="SampleRateHz">Real output rate, oscillator error included.</param>
/// <param name="CountsPerG">Sensitivity of the chosen range.</param>
/// <param name="BandwidthHz">−3 dB bandwidth of its filter.</param>
/// <param name="NoiseBandwidthHz">Bandwidth that its noise density fills.</param>
/// <param name="SampleBits">Bits of a count, its sign included.</param>
public readonly record struct SamplingSettings(
    double SampleRateHz,
    double CountsPerG,
    double BandwidthHz,
    double NoiseBandwidthHz,
    int SampleBits = 16);
