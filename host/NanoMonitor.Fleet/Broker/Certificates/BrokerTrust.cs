using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoMonitor.Fleet.Broker.Certificates;

/// <summary>Whom to trust for the certificate of a broker that is reached over TLS.</summary>
/// <param name="Authorities">Certificate authorities; null for those this computer trusts.</param>
/// <param name="Name">What to call them in messages.</param>
public sealed record BrokerTrust(X509Certificate2Collection? Authorities, string Name)
{
    /// <summary>The word that stands for the authorities this computer trusts.</summary>
    public const string SystemName = "system";

    /// <summary>Reads a file of certificates in PEM, or takes the computer's own where the path is <see cref="SystemName"/>.</summary>
    /// <exception cref="FleetException">The file cannot be read, or holds none.</exception>
    public static BrokerTrust Read(string path)
    {
        if (path == SystemName)
        {
            return new BrokerTrust(null, "an authority that this computer trusts");
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FleetException($"Cannot read the certificate authority {path}: {e.Message.TrimEnd('.')}.", e);
        }

        return authorities.Count > 0
            ? new BrokerTrust(authorities, path)
            : throw new FleetException($"{path} holds no certificate: expected -----BEGIN CERTIFICATE-----.");
    }
}
