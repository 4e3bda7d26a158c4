namespace NanoMonitor.Fleet.Broker;

/// <summary>A message from the broker.</summary>
/// <param name="Topic">The full topic.</param>
/// <param name="Payload">The payload; empty for a cleared retained message.</param>
/// <param name="Retained">Whether the broker had kept it from before the subscription.</param>
public sealed record BrokerMessage(string Topic, byte[] Payload, bool Retained);
