namespace NanoMonitor.VirtualBoard.Pins;

/// <summary>What the node itself does to a pin.</summary>
/// <param name="IsOutput">Drives it, against anything outside.</param>
/// <param name="High">The level driven, or pulled to.</param>
internal readonly record struct PinDrive(bool IsOutput, bool High);
