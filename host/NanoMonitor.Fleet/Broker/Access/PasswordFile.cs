using System.Text;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>mosquitto's password file: a line <c>user:hash</c> for each user.</summary>
public sealed class PasswordFile
{
    private readonly SortedDictionary<string, PasswordHash> hashes = new(StringComparer.Ordinal);

    /// <summary>The users, in the order of their names.</summary>
    public IReadOnlyCollection<string> Users => hashes.Keys;

    /// <summary>Reads the file's text.</summary>
    /// <param name="text">Lines; empty ones are passed over.</param>
    /// <param name="path">For messages.</param>
    /// <exception cref="FleetException">A line is something else.</exception>
    public static PasswordFile Parse(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = new PasswordFile();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length > 0)
            {
                file.Add(line, $"{path}, line {i + 1}");
            }
        }

        return file;
    }

    /// <summary>Lets a user in with this password; the line stays as it is where it says so already.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Set(BrokerAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (Accepts(account))
        {
            return false;
        }

        hashes[account.User] = PasswordHash.Create(account.Password);
        return true;
    }

    /// <summary>Lets a user in no longer.</summary>
    /// <returns>Whether it was let in before.</returns>
    public bool Remove(string user) => hashes.Remove(user);

    /// <summary>Whether this user with this password is let in.</summary>
    public bool Accepts(BrokerAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return hashes.TryGetValue(account.User, out PasswordHash? hash) && hash.Matches(account.Password);
    }

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((string user, PasswordHash hash) in hashes)
        {
            text.Append(user).Append(':').Append(hash).Append('\n');
        }

        return text.ToString();
    }

    private void Add(string line, string where)
    {
        int colon = line.IndexOf(':');
        if (colon < 1)
        {
            throw new FleetException($"{where}: expected user:hash.");
        }

        try
        {
            if (!hashes.TryAdd(line[..colon], PasswordHash.Parse(line[(colon + 1)..])))
            {
                throw new FleetException($"{where}: the user '{line[..colon]}' stands there twice.");
            }
        }
        catch (FormatException e)
        {
            throw new FleetException($"{where}, user '{line[..colon]}': {e.Message}.", e);
        }
    }
}
