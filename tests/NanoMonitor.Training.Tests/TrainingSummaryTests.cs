namespace NanoMonitor.Training.Tests;

public class TrainingSummaryTests
{
    [Theory]
    [InlineData(0, "less than 0.01")]
    [InlineData(0.0099, "less than 0.01")]
    [InlineData(0.0174, "0.017")]
    [InlineData(2.66, "2.7")]
    [InlineData(83.2, "83")]
    [InlineData(2664, "2,700")]
    [InlineData(17490, "17,000")]
    public void Rates_are_said_in_two_digits(double perMonth, string text)
    {
        Assert.Equal(text, TrainingSummary.Rate(perMonth));
    }
}
