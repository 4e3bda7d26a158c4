namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [29463.59, 46077.02, 65196.49, 57060.2, 91675.12, 128788.89, 122853.59, 204632.02, 289232.49, 205.43, -653.11, 148.27, 5.52, 839.03, 148.63, 48.72, 7.04];

    public static readonly IReadOnlyList<double> Ticks = [39944.03, 58811.87, 81492.57, 75007.36, 113980.78, 156308.6, 157372.03, 249482.87, 345784.57, 237.63, -1454.52, 233.49, 5.01, 1031.25, 191.33, 60.65, 7.78];
}
