namespace NanoMonitor.Training.Cost;

/// <summary>
/// Coefficients of <see cref="WindowShape.Terms"/>. Generated; renew them with
/// <c>dotnet run -c Release --project tools/NodeCost -- --cost-model host/NanoMonitor.Training/Cost/CostCoefficients.cs</c>.
/// </summary>
internal static class CostCoefficients
{
    public static readonly IReadOnlyList<double> Il = [30681.87, 47500.25, 66583.53, 60124.96, 94945.22, 132206.19, 129632.87, 212215.25, 298123.53, 190.86, -435.2, 177.8, 5.44, 764.07, 113.46, 53.48, 7.03];

    public static readonly IReadOnlyList<double> Ticks = [44538.82, 63580.7, 86176.63, 85498.38, 124597.42, 167060.98, 179685.82, 272570.7, 370269.63, 224.44, -1196.49, 268.41, 4.95, 914.89, 154.84, 69.42, 7.78];
}
