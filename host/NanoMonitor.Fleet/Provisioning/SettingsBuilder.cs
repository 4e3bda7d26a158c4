using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>Gathers the fields of one node from wherever they come, each with the place it came from.</summary>
public sealed class SettingsBuilder
{
    private const string SequenceField = "sequence";

    private readonly Dictionary<string, string> fields;

    public SettingsBuilder() => fields = [];

    private SettingsBuilder(SettingsBuilder from) => fields = new(from.fields);

    /// <summary>Makes the exception for fields that do not go together, which says where they stand, from what is wrong.</summary>
    public Func<string, Exception> Refuse { get; set; } = what => new FleetException(what);

    /// <summary>CA certificate, PEM.</summary>
    public byte[]? Certificate { get; set; }

    /// <summary>Another one that begins with the same.</summary>
    public SettingsBuilder Copy() => new(this) { Certificate = Certificate, Refuse = Refuse };

    /// <summary>Takes over whatever another one has, over what was there.</summary>
    public void Overlay(SettingsBuilder other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((string name, string value) in other.fields)
        {
            fields[name] = value;
        }

        Certificate = other.Certificate ?? Certificate;
    }

    /// <summary>Whether a field has a value.</summary>
    public bool Has(string name) => fields.ContainsKey(name);

    /// <summary>A field's value; empty where it has none.</summary>
    public string Get(string name) => fields.GetValueOrDefault(name, "");

    /// <summary>Sets a field, over an earlier value; refused at once where it may not hold that.</summary>
    /// <param name="name">Of <see cref="ConfigurationFields"/>.</param>
    /// <param name="value">As text.</param>
    /// <param name="refuse">Makes the exception, which says where the value stands, from what is wrong.</param>
    public void Set(string name, string value, Func<string, Exception> refuse)
    {
        ArgumentNullException.ThrowIfNull(refuse);
        if (name is SecretFields.NodeKey or SequenceField)
        {
            throw refuse(name == SequenceField ? "the node counts its sequence itself" : "the node key is derived from the fleet key; leave it out");
        }

        try
        {
            ConfigurationFields.Set(new NodeConfiguration(), name, name, value);
        }
        catch (FormatException e)
        {
            throw refuse(e.Message);
        }

        fields[name] = value;
    }

    /// <summary>The settings, with the node's key derived; <c>improvPort</c> is kept open unless set otherwise.</summary>
    /// <param name="key">Fleet key.</param>
    /// <param name="improvPort">The port the node is provisioned through.</param>
    /// <exception cref="Exception">Fields are missing, or do not go together: see <see cref="Refuse"/>.</exception>
    public NodeSettings Build(FleetKey key, string improvPort)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            return BuildOrThrow(key, improvPort);
        }
        catch (FormatException e)
        {
            throw Refuse(e.Message);
        }
    }

    private NodeSettings BuildOrThrow(FleetKey key, string improvPort)
    {
        var configuration = new NodeConfiguration { ImprovPort = improvPort };
        foreach ((string name, string value) in fields)
        {
            ConfigurationFields.Set(configuration, name, name, value);
        }

        if (configuration.Site.Length > 0 && configuration.Node.Length > 0)
        {
            var id = new NodeId(configuration.Site, configuration.Node);
            NodeKeyId newest = key.NewestOf(id);
            configuration.NodeKey = key.DeriveNodeKey(id, newest);
            configuration.KeyEpoch = newest.Epoch;
        }

        if (configuration.BrokerTls == 1 && Certificate is null)
        {
            throw new FormatException("configuration: brokerTls is 1, and there is no CA certificate");
        }

        configuration.Encode();
        return new NodeSettings(configuration, Certificate);
    }
}
