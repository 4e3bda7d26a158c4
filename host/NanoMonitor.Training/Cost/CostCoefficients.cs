namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [28958.21, 45777.35, 64861.11, 56676.42, 91499.32, 128759.41, 122690.21, 205272.35, 291182.11, 190.86, -434.85, 177.77, 5.44, 763.09, 113.47, 53.7, 7.03];

    public static readonly IReadOnlyList<double> Ticks = [38567.97, 57626.4, 80227.04, 73552.46, 112666.87, 155128, 155703.97, 248605.4, 346308.04, 224.25, -1183.88, 267.56, 4.96, 911.8, 154.93, 70.08, 7.78];
}
