namespace NanoMonitor.Simulation.Sensors;

/// <summary>
/// Second-order Butterworth low-pass on one axis (bilinear transform with prewarping, Bristow-Johnson's "Cookbook formulae
/// for audio EQ biquad filters", Q = 1/√2). It starts settled on its first input.
/// </summary>
public sealed class LowPassFilter
{
    /// <summary>Cut-offs above this share of the sample rate let everything pass.</summary>
    public const double HighestRelativeCutoff = 0.45;

    private double _b0 = 1;
    private double _b1;
    private double _b2;
    private double _a1;
    private double _a2;
    private double _s1;
    private double _s2;
    private bool _settled;

    /// <summary>Sets the cut-off and forgets the past.</summary>
    public void Begin(double sampleRateHz, double cutoffHz)
    {
        _settled = false;
        (_b0, _b1, _b2, _a1, _a2) = (1, 0, 0, 0, 0);
        if (cutoffHz >= HighestRelativeCutoff * sampleRateHz)
        {
            return;
        }

        (double sin, double cos) = Math.SinCos(Math.Tau * cutoffHz / sampleRateHz);
        double alpha = sin / Math.Sqrt(2);
        double scale = 1 / (1 + alpha);
        _b1 = (1 - cos) * scale;
        _b0 = _b2 = _b1 / 2;
        _a1 = -2 * cos * scale;
        _a2 = (1 - alpha) * scale;
    }

    /// <summary>The output for the next input.</summary>
    public double Next(double input)
    {
        if (!_settled)
        {
            _settled = true;
            _s2 = input * (_b2 - _a2);
            _s1 = input * (1 - _b0);
        }

        double output = (_b0 * input) + _s1;
        _s1 = (_b1 * input) - (_a1 * output) + _s2;
        _s2 = (_b2 * input) - (_a2 * output);
        return output;
    }
}
