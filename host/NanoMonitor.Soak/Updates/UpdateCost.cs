namespace NanoMonitor.Soak.Updates;

/// <summary>What one update took.</summary>
/// <param name="TableBytes">The table.</param>
/// <param name="SecondsToTrial">Simulated seconds from the manifest at the broker to the whole package on the node, its digest and golden vector checked.</param>
/// <param name="SecondsToEnd">Simulated seconds to the confirmation.</param>
/// <param name="BytesDown">Bytes of MQTT to the node until then, whatever else was said included.</param>
/// <param name="BytesUp">Bytes of MQTT from the node.</param>
/// <param name="Connections">Connections that the node made.</param>
public sealed record UpdateCost(int TableBytes, double SecondsToTrial, double SecondsToEnd, long BytesDown, long BytesUp, int Connections);
