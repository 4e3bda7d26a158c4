using NanoMonitor.Training.Calibration;

namespace NanoMonitor.Training.Tests.Calibration;

public class CalibrationPromiseTests
{
    [Fact]
    public void A_steady_machine_recorded_for_long_is_promised_quiet()
    {
        var promise = Promise(Evidence.Steady(10, 200, 0.7, 0.2, 1), 2000);
        Assert.Empty(promise.Shortcomings());
        Assert.InRange(promise.AlarmsPerMonth, 0, 1);
        Assert.InRange(promise.AlarmsPerMonth, promise.AlarmsPerMonthLow, promise.AlarmsPerMonthHigh);
        Assert.InRange(promise.IndependentMeans, 300, 700);
        Assert.Equal((2000, 0, 10), (promise.Windows, promise.BlocksBeyond, promise.Blocks));
        Assert.Equal(30 * 86_400 / 1.28 / 2000, promise.TimesExtrapolated, 6);
    }

    [Fact]
    public void Too_few_windows_are_said_to_be_too_few()
    {
        var lacks = Promise(Evidence.Steady(4, 20, 0.7, 0.2, 2), 80).Shortcomings();
        Assert.Contains(lacks, lack => lack.StartsWith("80 windows are little", StringComparison.Ordinal));
        Assert.Contains(lacks, lack => lack.Contains("extrapolated from too little", StringComparison.Ordinal));
    }

    [Fact]
    public void Stretches_that_were_recorded_once_are_counted()
    {
        HeldOutBlock[] blocks = [.. Evidence.Steady(9, 200, 0.7, 0.2, 3), .. Evidence.Steady(1, 200, 30, 0.2, 4)];
        Assert.Equal(1, Promise(blocks, 2000).BlocksBeyond);
    }

    private static CalibrationPromise Promise(HeldOutBlock[] blocks, int windows)
    {
        var evidence = Evidence.Of(blocks, own: new double[windows]);
        return CalibrationPromise.Of(evidence, ThresholdRule.Apply(evidence));
    }
}
