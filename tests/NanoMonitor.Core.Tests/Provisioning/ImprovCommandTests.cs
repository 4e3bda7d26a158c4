using CsCheck;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Core.Tests.Provisioning;

public class ImprovCommandTests
{
    [Fact]
    public void Strings_come_back()
    {
        Gen.String[Gen.Char[' ', '~'], 0, 40].Array[0, 6].Sample(strings =>
            ImprovCommand.Strings(ImprovCommand.Encode(ImprovCommand.SetFields, strings)).SequenceEqual(strings));
    }

    [Fact]
    public void Strings_may_hold_any_language()
    {
        string[] strings = ["wifiSsid=Halle Süd", "wifiPassword=工場"];

        Assert.Equal(strings, ImprovCommand.Strings(ImprovCommand.Encode(ImprovCommand.SetFields, strings)));
    }

    [Fact]
    public void Refuses_whatever_does_not_fit_together()
    {
        Gen.Byte.Array[0, 60].Sample(
            data =>
            {
                try
                {
                    return ImprovCommand.Strings(data).Sum(text => 1 + System.Text.Encoding.UTF8.GetByteCount(text)) >= data.Length - 2;
                }
                catch (FormatException)
                {
                    return true;
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Refuses_a_line_feed_that_would_make_two_lines_of_one()
    {
        byte[] data = ImprovCommand.Encode(ImprovCommand.SetFields, ["site=plant\nnodeKey=00"]);

        Assert.Throws<FormatException>(() => ImprovCommand.Strings(data));
    }

    [Fact]
    public void Refuses_more_strings_than_a_frame_has_room_for()
    {
        Assert.Throws<ArgumentException>(() => ImprovCommand.Encode(ImprovCommand.SetFields, [new string('x', 253)]));
    }

    [Fact]
    public void The_longest_mounting_report_fits_into_a_frame()
    {
        MountingReport report = new()
        {
            SensorStatus = new string('x', MountingReport.LongestStatus),
            Sensor = "iis3dwb",
            RangeG = 16,
            Frames = 999_999,
            Clipped = 999_999,
            Voided = 9999,
            NoiseMicroG = [16_000_000, 16_000_000, 16_000_000],
            GravityMicroG = [-16_000_000, -16_000_000, -16_000_000],
            NominalRateMilliHz = 26_667_000,
            MeasuredRateMilliHz = 26_667_000,
            TemperatureCentiC = -32768,
        };

        Assert.NotEmpty(ImprovCommand.Encode(ImprovCommand.CheckMounting, report.ToStrings()));
    }

    [Fact]
    public void A_mounting_report_comes_back()
    {
        MountingReport report = new()
        {
            SensorStatus = "ok",
            Sensor = "mpu6886",
            RangeG = 8,
            Frames = 10240,
            Clipped = 3,
            Voided = 1,
            NoiseMicroG = [1800, 1750, 2100],
            GravityMicroG = [-12_000, 3500, 998_000],
            NominalRateMilliHz = 1_000_000,
            MeasuredRateMilliHz = 997_120,
            TemperatureCentiC = -250,
        };
        byte[] data = ImprovCommand.Encode(ImprovCommand.CheckMounting, report.ToStrings());

        Assert.Equal(report.ToStrings(), MountingReport.Parse(ImprovCommand.Strings(data)).ToStrings());
    }
}
