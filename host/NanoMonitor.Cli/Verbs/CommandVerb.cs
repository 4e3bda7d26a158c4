using System.CommandLine;
using NanoMonitor.Cli.Usage;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;
using NodeCommand = NanoMonitor.Core.Protocol.Command;

namespace NanoMonitor.Cli.Verbs;

/// <summary><c>command</c>: tells a node to do something, and says what it answers.</summary>
internal static class CommandVerb
{
    private static readonly string[] known =
        [NodeCommand.IdentifyVerb, NodeCommand.RebootVerb, NodeCommand.FeaturesVerb, NodeCommand.ConfigureVerb, NodeCommand.RecalibrateVerb, NodeCommand.FactoryResetVerb];

    public static Verb Create()
    {
        var order = new Argument<string>("VERB") { Description = string.Join(", ", known) + "." };
        order.AcceptOnlyFromAmong(known);
        var arguments = new Argument<string[]>("NAME=VALUE")
        {
            Description = $"Of {NodeCommand.FeaturesVerb}: {NodeCommand.MinutesArgument}. Of {NodeCommand.ConfigureVerb}: "
                + ConfigurationFields.Remote.Replace(" ", ", ", StringComparison.Ordinal)
                + $". Of {NodeCommand.FactoryResetVerb}: {NodeCommand.NodeArgument}, the node's own id once more, as it forgets all it has been told.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> site = SharedOptions.Site();
        Option<string> node = SharedOptions.Node();
        var connection = new ConnectionOptions();
        Option<string?> keyFile = SharedOptions.KeyFile();
        Option<int> timeout = SharedOptions.Number("--timeout", "S", "Seconds the node may take to answer, and again to come back; one that sleeps hears of it when it connects next.", 1, 86_400, 60);
        var verb = new Verb(
            "command",
            "Tells a node to do something and waits for its answer, and where it restarts until it is back.",
            "nanomonitor command configure telemetrySeconds=60 --site plant --node fan-1 --broker localhost")
        {
            order, arguments, site, node, timeout, keyFile,
        };
        connection.AddTo(verb);
        verb.SetAction((parsed, cancel) =>
        {
            FleetKey key = FleetKeyFile.Read(FleetKeyFile.Locate(parsed.GetValue(keyFile)));
            return RunAsync(
                parsed.GetRequiredValue(order),
                parsed.GetValue(arguments) ?? [],
                new NodeId(parsed.GetRequiredValue(site), parsed.GetRequiredValue(node)),
                connection.Of(parsed, key),
                key,
                TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                cancel);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        string verb, string[] arguments, NodeId id, BrokerOptions broker, FleetKey key, TimeSpan patience, CancellationToken cancellationToken)
    {
        string text = Join(verb, arguments, id);
        await using BrokerConnection connection = await BrokerConnection.ConnectAsync(broker, cancellationToken);
        await using NodeLink link = await NodeLink.OpenAsync(connection, id, key, [Topics.Ack], cancellationToken);
        Birth before = await link.WaitForBirthAsync(patience, cancellationToken);
        if (link.Sleep > TimeSpan.Zero)
        {
            await Console.Error.WriteLineAsync($"{id} sleeps for {link.Sleep.TotalSeconds:0} s at a time: it answers at its next connection.");
        }

        await link.CommandAsync(new MonotonicCounter(TimeProvider.System), verb, text, patience, _ => { }, cancellationToken);
        Console.WriteLine($"{id} has answered: {verb} done.");
        if (verb is NodeCommand.RebootVerb or NodeCommand.ConfigureVerb)
        {
            Birth after = await link.WaitForNextBirthAsync(before, patience, cancellationToken);
            Console.WriteLine($"{id} is back: boot {after.BootId}, reason: {after.BootReason}.");
        }

        return ExitCode.Ok;
    }

    // What the node would refuse anyway is refused before anything is sent.
    private static string Join(string verb, string[] arguments, NodeId id)
    {
        string text = string.Join(' ', arguments);
        var trial = new NodeCommand { Verb = verb, Arguments = text };
        try
        {
            switch (verb)
            {
                case NodeCommand.FeaturesVerb:
                    trial.IntegerArgument(NodeCommand.MinutesArgument, 0, NodeCommand.MaximumFeatureMinutes);
                    break;
                case NodeCommand.ConfigureVerb:
                    ConfigurationFields.Change(new NodeConfiguration(), text);
                    break;
                case NodeCommand.FactoryResetVerb when trial.TextArgument(NodeCommand.NodeArgument) != id.Node:
                    throw new UsageException($"{verb}: '{trial.TextArgument(NodeCommand.NodeArgument)}' is not {id.Node}, which --node names.");
                case NodeCommand.IdentifyVerb or NodeCommand.RebootVerb or NodeCommand.RecalibrateVerb when arguments.Length > 0:
                    throw new UsageException($"{verb} takes no arguments.");
            }
        }
        catch (FormatException e)
        {
            throw new UsageException($"{e.Message}. See 'nanomonitor command --help'.");
        }

        return text.Length <= NodeCommand.MaximumArgumentLength
            ? text
            : throw new UsageException($"The arguments are longer than {NodeCommand.MaximumArgumentLength} characters; send them in several commands.");
    }
}
