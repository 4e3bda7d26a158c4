using System.Text.Json.Serialization;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Rollouts.Health;

namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>A node of a rollout, as far as it is.</summary>
public sealed class RolloutNode
{
    /// <summary><c>site/node</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Wave { get; init; }

    /// <summary>The model it ran when the rollout was planned; empty = none.</summary>
    public string ModelBefore { get; init; } = "";

    /// <summary>The package of <see cref="ModelBefore"/>; null where there was none, or none was found.</summary>
    public PackageInfo? PackageBefore { get; init; }

    /// <summary>Its own score of warning with <see cref="ModelBefore"/>, Q12; <see cref="Score.None"/> = the table's.</summary>
    public int WarningBefore { get; init; } = Score.None;

    /// <summary>Its own score of alarm, likewise.</summary>
    public int AlarmBefore { get; init; } = Score.None;

    /// <summary>Counter of the manifest at the broker when the rollout was planned; 0 = none.</summary>
    public long CounterBefore { get; init; }

    public NodePhase Phase { get; set; }

    /// <summary>Why, where the phase alone does not say it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When the phase began, UTC.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Until when the node may take for what is next, UTC.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Whether a person has decided to go on in spite of what became of this node.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>The manifest last made for it, as it is published; null before.</summary>
    public byte[]? Manifest { get; set; }

    /// <summary>Digest of the package that the manifest names, hexadecimal.</summary>
    public string Digest { get; set; } = "";

    /// <summary>Counter of the manifest.</summary>
    public long Counter { get; set; }

    /// <summary>Generation of the manifest.</summary>
    public int Generation { get; set; }

    /// <summary>Its health over the soak time before the manifest.</summary>
    public HealthCount Before { get; set; } = new();

    /// <summary>Its health since it confirmed.</summary>
    public HealthCount After { get; set; } = new();

    /// <summary>Whether the broker surely has the manifest. Not kept: after a restart it is made sure of again.</summary>
    [JsonIgnore]
    public bool IsPublished { get; set; }

    /// <summary>Whether the broker may lack what it is to have. What somebody else has assigned is theirs to publish again.</summary>
    [JsonIgnore]
    public bool IsToBePublished => Manifest is not null && !IsPublished && Phase != NodePhase.Superseded;

    /// <summary>How far the node says it is, for people. Not kept.</summary>
    [JsonIgnore]
    public string Progress { get; set; } = "";

    /// <summary>Whether the node is to answer.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Phase is NodePhase.Assigned or NodePhase.Soaking or NodePhase.ToGoBack or NodePhase.GoingBack;

    /// <summary>Whether it speaks against the table.</summary>
    [JsonIgnore]
    public bool HasFailed => Phase is NodePhase.Refused or NodePhase.Reverted or NodePhase.Silent or NodePhase.Worse;
}
