using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>
/// mosquitto's <c>$7$</c> hash of a password: <c>$7$iterations$salt$hash</c>, PBKDF2 with HMAC-SHA-512, salt of 12 bytes and hash of
/// 64 in Base64. As mosquitto_passwd(1) writes it since mosquitto 2.0.
/// </summary>
public sealed class PasswordHash
{
    // mosquitto 2.0 reads no other length.
    private const int SaltLength = 12;
    private const int HashLength = 64;

    // mosquitto's own number: passwords derived from the fleet key cannot be guessed, however fast the guessing is.
    private const int Iterations = 101;
    private const int MaximumIterations = 10_000_000;

    private readonly int iterations;
    private readonly byte[] salt;
    private readonly byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /// <summary>Hashes a password with a new random salt.</summary>
    public static PasswordHash Create(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new PasswordHash(Iterations, salt, Compute(password, salt, Iterations));
    }

    /// <summary>Reads the text of a hash.</summary>
    /// <exception cref="FormatException">It is no <c>$7$</c> hash.</exception>
    public static PasswordHash Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isWhole = text.Split('$') is ["", "7", _, _, _];
        string[] parts = text.Split('$');
        if (!isWhole
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            || iterations is < 1 or > MaximumIterations)
        {
            throw new FormatException("expected a hash as mosquitto_passwd writes it, $7$iterations$salt$hash");
        }

        byte[] salt = Convert.FromBase64String(parts[3]);
        byte[] hash = Convert.FromBase64String(parts[4]);
        return salt.Length == SaltLength && hash.Length == HashLength
            ? new PasswordHash(iterations, salt, hash)
            : throw new FormatException($"expected a salt of {SaltLength} bytes and a hash of {HashLength}");
    }

    /// <summary>Whether it is the hash of this password.</summary>
    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(hash, Compute(password, salt, iterations));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"$7${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private static byte[] Compute(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashLength);
}
