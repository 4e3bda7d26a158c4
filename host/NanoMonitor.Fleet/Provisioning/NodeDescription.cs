using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>What a node at the serial port says of itself.</summary>
/// <param name="Firmware">Name and version of its firmware.</param>
/// <param name="Hardware">Its firmware image's target.</param>
/// <param name="IsProvisioned">Whether it has a valid configuration.</param>
/// <param name="Site">Of its configuration; "" without one.</param>
/// <param name="Node">Likewise.</param>
/// <param name="Sequence">Of its configuration, which every commit counts up; 0 without one.</param>
/// <param name="BootId">Counts its boots.</param>
/// <param name="PortName">What it calls the port it is provisioned through.</param>
/// <param name="HasNetwork">Whether it has joined its network.</param>
/// <param name="HasBroker">Whether it is connected to its broker.</param>
public sealed record NodeDescription(
    string Firmware,
    string Hardware,
    bool IsProvisioned,
    string Site,
    string Node,
    int Sequence,
    int BootId,
    string PortName,
    bool HasNetwork,
    bool HasBroker)
{
    /// <param name="information">The answer to <see cref="ImprovCommand.DeviceInformation"/>.</param>
    /// <param name="description">The answer to <see cref="ImprovCommand.Describe"/>.</param>
    /// <exception cref="FormatException">Something is missing or no number.</exception>
    internal static NodeDescription Parse(string[] information, string[] description) => new(
        $"{information[0]} {information[1]}",
        information[2],
        NamedValues.Find(description, "provisioned") == "1",
        NamedValues.Find(description, "site"),
        NamedValues.Find(description, "node"),
        (int)Digits.Parse("sequence", NamedValues.Find(description, "sequence"), 0, int.MaxValue),
        (int)Digits.Parse("boot", NamedValues.Find(description, "boot"), 0, int.MaxValue),
        NamedValues.Find(description, "port"),
        NamedValues.Find(description, "network") == "1",
        NamedValues.Find(description, "broker") == "1");
}
