using NanoMonitor.Tools.NodeCost.Cases;
using NanoMonitor.Tools.NodeCost.Metering;
using NanoMonitor.Training.Cost;

namespace NanoMonitor.Tools.NodeCost.Tests;

public class CostModelTests
{
    private const double AllowedError = 0.01;

    /// <summary>Window length, axes, bands, modes, hidden units: none of these shapes was fitted to.</summary>
    public static TheoryData<int, int, int, int, int> Others => new()
    {
        { 128, 3, 16, 4, 0 },
        { 512, 3, 16, 1, 0 },
        { 512, 2, 24, 3, 0 },
        { 128, 1, 12, 1, 10 },
        { 256, 3, 20, 2, 0 },
        { 256, 3, 16, 2, 12 },
        { 512, 3, 16, 2, 32 },
        { 256, 2, 16, 4, 16 },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Is_within_one_percent_of_what_the_meter_counts(int length, int axes, int bands, int modes, int hidden) =>
        Check(new CaseShape(length, axes, bands, modes, hidden));

    [Fact]
    public void Is_within_one_percent_of_the_reference_case() => Check(new CaseShape());

    private static void Check(CaseShape shape)
    {
        CostItem counted = Repository.Meter.Window("model", shape).Total;

        WindowCost modelled = WindowCost.Of(CostFit.Describe(shape));

        Assert.True(
            Math.Abs(modelled.Il - counted.Il) <= AllowedError * counted.Il && Math.Abs(modelled.Ticks - counted.Ticks) <= AllowedError * counted.Ticks,
            $"{shape}: counted {counted.Il} IL, {counted.Ticks} ticks; modelled {modelled.Il}, {modelled.Ticks}. If the kernels have changed, renew the model: "
            + "dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs");
    }
}
