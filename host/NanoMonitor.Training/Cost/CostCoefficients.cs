namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [84111.32, 158334.3, 231887.17, 180515.71, 341208, 502068.15, 387580.32, 736352.3, 1084805.17, 303.74, 124.89, 150.52, 20.18, 80.07, 118.47, 81.71, 19.96];

    public static readonly IReadOnlyList<double> Ticks = [122339.09, 227931.79, 332298.29, 262190.96, 491075.73, 720301.99, 562836.09, 1060978.79, 1558564.29, 473, 247.9, 239.47, 23.83, 142.7, 194.28, 133.33, 23.42];
}
