namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [29464.6, 46078.02, 65197.49, 57061.2, 91676.12, 128789.89, 122854.6, 204633.02, 289233.49, 205.43, -653.11, 148.27, 5.52, 839.03, 148.63, 48.72, 7.04];

    public static readonly IReadOnlyList<double> Ticks = [39953.04, 58820.87, 81501.57, 75016.37, 113989.77, 156317.61, 157381.04, 249491.87, 345793.57, 237.63, -1454.53, 233.49, 5.01, 1031.25, 191.33, 60.65, 7.78];
}
