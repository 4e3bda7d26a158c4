using System.Text;
using NanoMonitor.Fleet.Keys;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>A user at a broker. The password is never part of any text.</summary>
/// <param name="user">A node's is its <c>site/node</c>.</param>
/// <param name="password">What it shows for itself.</param>
public sealed class BrokerAccount(string user, string password)
{
    /// <summary>The user of those who hold the fleet key: reads everything, and writes whatever hosts send.</summary>
    public const string Host = "host";

    /// <summary>The user of those who may look and not touch.</summary>
    public const string Viewer = "viewer";

    public string User { get; } = user;

    public string Password { get; } = password;

    /// <summary>The account whose password follows from the fleet key.</summary>
    public static BrokerAccount Derive(FleetKey key, string user)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new BrokerAccount(user, key.DeriveBrokerPassword(user));
    }

    /// <summary>The account with the passwords that follow from the fleet keys before, the newest first.</summary>
    public static IReadOnlyList<BrokerAccount> DeriveEarlier(FleetKey key, string user)
    {
        ArgumentNullException.ThrowIfNull(key);
        return [.. key.Earlier.Reverse().Select(earlier => Derive(earlier, user))];
    }

    /// <summary>An account whose password stands in a file of its owner's alone, in its first and only line.</summary>
    /// <exception cref="FleetException">The file is missing, open to others, or holds something else.</exception>
    public static BrokerAccount Read(string user, string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                throw new FleetException($"No password of the broker's user '{user}' at {path}.");
            }

            OwnerOnlyFile.RefuseOpen(path, "password file");
            string password = File.ReadAllText(path, Encoding.UTF8).TrimEnd('\r', '\n');
            return password.Length > 0 && !password.Any(char.IsControl)
                ? new BrokerAccount(user, password)
                : throw new FleetException($"{path}: expected a password in one line and nothing after it.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read the password file {path}: {e.Message}", e);
        }
    }

    public override string ToString() => User;
}
