namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [29236.46, 45928.95, 65124.78, 56822.36, 91514.2, 128697.68, 122623.46, 204479.95, 289156.78, 156.37, -652.65, 148.26, 5.52, 839.3, 148.63, 48.72, 7.04];

    public static readonly IReadOnlyList<double> Ticks = [39348.2, 58304.54, 81071.34, 74399.61, 113461.72, 155867.83, 156774.2, 248972.54, 345359.34, 181.65, -1453.67, 233.46, 5.01, 1032.1, 191.31, 60.65, 7.78];
}
