namespace NanoMonitor.Node.Tests.Rig;

/// <summary>A message the host heard from the node.</summary>
internal sealed record Heard(string Leaf, byte[] Payload, bool Retained);
