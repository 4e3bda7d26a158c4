using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using NanoMonitor.Core.Binary;
using NanoMonitor.Fleet.Broker;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Cli.Usage;

/// <summary>Options that several verbs take, each made anew for its verb.</summary>
internal static class SharedOptions
{
    /// <summary>The value of <see cref="Per"/> for a model each.</summary>
    public const string PerMachine = "machine";

    private const int LargestScoreBits = 1000;

    public static Option<BrokerAddress> Broker() => new("--broker")
    {
        Description = "MQTT broker. The port defaults to 1883.",
        HelpName = "HOST[:PORT]",
        DefaultValueFactory = _ => new BrokerAddress("localhost", BrokerAddress.DefaultPort),
        CustomParser = ParseBroker,
    };

    public static Option<string> Site() => Name("--site", "Site of the node.");

    public static Option<string> Node() => Name("--node", "Id of the node.");

    public static Option<string?> KeyFile() => new("--key-file")
    {
        Description = $"Fleet key file. Defaults to ${FleetKeyFile.PathVariable}, then ~/.config/nanomonitor/fleet.key.",
        HelpName = "FILE",
    };

    /// <summary>How long a node may take to answer a command.</summary>
    public static Option<int> AnswerTimeout() => Number(
        "--timeout", "S", "Seconds the node may take to answer; one that sleeps hears of it when it connects next.", 1, 86_400, 60);

    /// <summary>An interface for a broker to listen on.</summary>
    public static Option<IPAddress?> ListenAddress(string description) => new("--listen")
    {
        Description = description,
        HelpName = "ADDRESS",
        CustomParser = ParseAddress,
    };

    /// <summary>A whole number within limits, with a default.</summary>
    public static Option<int> Number(string option, string helpName, string description, int minimum, int maximum, int defaultValue) => new(option)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseNumber(result, option, minimum, maximum) ?? defaultValue,
    };

    /// <summary>A whole number within limits that may be left out.</summary>
    public static Option<int?> OptionalNumber(string option, string helpName, string description, int minimum, int maximum) => new(option)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => ParseNumber(result, option, minimum, maximum),
    };

    /// <summary>A score in bits a feature, as Q12, that may be left out.</summary>
    public static Option<int?> OptionalScore(string option, string description) => new(option)
    {
        Description = description,
        HelpName = "BITS",
        CustomParser = result => ParseScore(result, option),
    };

    /// <summary>A name that may be left out.</summary>
    public static Option<string?> OptionalName(string option, string description)
    {
        var name = new Option<string?>(option) { Description = description, HelpName = "NAME" };
        name.Validators.Add(RefuseBadName);
        return name;
    }

    /// <summary>One model for each machine of a dataset, or one for all.</summary>
    public static Option<string> Per()
    {
        var per = new Option<string>("--per")
        {
            Description = "One model for each machine, or one for all.",
            HelpName = "machine|all",
            DefaultValueFactory = _ => "all",
        };
        per.AcceptOnlyFromAmong(PerMachine, "all");
        return per;
    }

    private static Option<string> Name(string option, string description)
    {
        var name = new Option<string>(option)
        {
            Description = description + " 1 to 32 of a-z, 0-9 and -.",
            HelpName = "NAME",
            Required = true,
        };
        name.Validators.Add(RefuseBadName);
        return name;
    }

    private static void RefuseBadName(OptionResult result)
    {
        if (result.Tokens.Count == 1 && !Names.IsName(result.Tokens[0].Value))
        {
            result.AddError($"{result.Option.Name}: '{result.Tokens[0].Value}' is not a name; use 1 to 32 of a-z, 0-9 and -.");
        }
    }

    private static int? ParseNumber(ArgumentResult result, string option, int minimum, int maximum)
    {
        string text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        result.AddError($"{option}: '{text}' is not a whole number from {minimum} to {maximum}.");
        return null;
    }

    private static int? ParseScore(ArgumentResult result, string option)
    {
        string text = result.Tokens.Single().Value;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal bits)
            && Math.Abs(bits) <= LargestScoreBits)
        {
            return (int)Math.Round(bits * 4096);
        }

        result.AddError($"{option}: '{text}' is not a number of bits from -{LargestScoreBits} to {LargestScoreBits}.");
        return null;
    }

    private static BrokerAddress? ParseBroker(ArgumentResult result)
    {
        try
        {
            return BrokerAddress.Parse(result.Tokens.Single().Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return null;
        }
    }

    private static IPAddress? ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (!IPAddress.TryParse(text, out IPAddress? address))
        {
            result.AddError($"--listen: '{text}' is not an IP address such as 127.0.0.1 or 0.0.0.0.");
        }

        return address;
    }
}
