namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [29175.29, 45867.07, 65073.53, 56762.93, 91456.92, 128641.48, 122573.29, 204430.07, 289105.53, 158.28, -651.61, 148.21, 5.52, 839.62, 148.6, 48.74, 7.04];

    public static readonly IReadOnlyList<double> Ticks = [39178.82, 58119.09, 80883.87, 74234.7, 113283.42, 155675.23, 156618.82, 248804.09, 345174.87, 180.38, -1452.02, 233.39, 5.01, 1032.13, 191.28, 60.68, 7.78];
}
