using System.IO.Enumeration;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Rollouts;

/// <summary>Which nodes a rollout is for; what is left out is no condition.</summary>
public sealed record NodeFilter
{
    /// <summary>What stands for a node without a model in <see cref="Model"/>.</summary>
    public const string NoModel = "none";

    public string? Site { get; init; }

    /// <summary>Name of the node within its site; * stands for any characters, ? for one.</summary>
    public string? NodePattern { get; init; }

    /// <summary>Name of the accelerometer.</summary>
    public string? Sensor { get; init; }

    /// <summary>Hash of the feature spec, 16 hexadecimal digits.</summary>
    public string? FeatureSpec { get; init; }

    /// <summary>Id of the model in use, or <see cref="NoModel"/>.</summary>
    public string? Model { get; init; }

    public string? MachineClass { get; init; }

    /// <summary>Whether the name alone lets the node in.</summary>
    public bool Names(NodeId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return (Site is null || Site == id.Site) && (NodePattern is null || FileSystemName.MatchesSimpleExpression(NodePattern, id.Node, ignoreCase: false));
    }

    /// <summary>Whether a node is meant.</summary>
    /// <param name="id">The node.</param>
    /// <param name="birth">How it introduced itself.</param>
    /// <param name="modelId">What it runs; empty = nothing.</param>
    public bool Matches(NodeId id, Birth birth, string modelId)
    {
        ArgumentNullException.ThrowIfNull(birth);
        ArgumentNullException.ThrowIfNull(modelId);
        return Names(id)
            && (Sensor is null || Sensor == birth.Sensor)
            && (FeatureSpec is null || FeatureSpec == Hex.Of(birth.Spec.Hash))
            && (Model is null || Model == (modelId.Length == 0 ? NoModel : modelId))
            && (MachineClass is null || MachineClass == birth.MachineClass);
    }

    /// <summary>In words.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] conditions =
            [("site", Site), ("node", NodePattern), ("sensor", Sensor), ("feature spec", FeatureSpec), ("model", Model), ("machine class", MachineClass)];
        string text = string.Join(", ", conditions.Where(condition => condition.Value is not null).Select(condition => $"{condition.Name} {condition.Value}"));
        return text.Length == 0 ? "every node" : text;
    }
}
