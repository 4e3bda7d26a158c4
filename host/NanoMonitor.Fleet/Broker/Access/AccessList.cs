using System.Text;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>mosquitto's access list (<c>acl_file</c>, mosquitto.conf(5)), written from <see cref="TopicRules"/>.</summary>
public static class AccessList
{
    /// <summary>The file's text. Whoever is not named, or has no rules, may do nothing.</summary>
    public static string Of(IEnumerable<string> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        var text = new StringBuilder("# Written by 'nanomonitor broker-config', which writes it anew whenever an account comes or goes.\n");
        foreach (string user in users)
        {
            if (TopicRules.Of(user) is { } rules)
            {
                text.Append($"\nuser {user}\n");
                Append(text, "write", rules.Writes);
                Append(text, "read", rules.Reads);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string access, IReadOnlyList<string> filters)
    {
        foreach (string filter in filters)
        {
            text.Append($"topic {access} {filter}\n");
        }
    }
}
