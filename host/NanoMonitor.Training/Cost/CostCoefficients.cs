namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [85954.96, 160213.47, 233801.49, 183804.48, 344536.76, 505436.7, 393747.96, 742568.47, 1091069.49, 303.71, 125.02, 150.51, 20.18, 79.89, 118.48, 81.71, 19.96];

    public static readonly IReadOnlyList<double> Ticks = [127073.12, 232720.97, 337141.26, 270822.74, 499768.33, 729055.56, 579242.12, 1077459.97, 1575119.26, 472.84, 247.64, 239.44, 23.84, 142.3, 194.3, 133.33, 23.42];
}
