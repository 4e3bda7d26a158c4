namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>What executing a basic block once costs.</summary>
/// <param name="Method">Its method, as Type::Method.</param>
/// <param name="Il">IL instructions.</param>
/// <param name="TenthsOfTick">Their price, calls included.</param>
public sealed record BlockCost(string Method, int Il, int TenthsOfTick);
