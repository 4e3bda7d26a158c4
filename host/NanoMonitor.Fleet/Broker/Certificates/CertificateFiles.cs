using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoMonitor.Fleet.Broker.Certificates;

/// <summary>A certificate and its key, each in a PEM file.</summary>
public static class CertificateFiles
{
    /// <summary>Reads a certificate with its key.</summary>
    /// <exception cref="FleetException">A file cannot be read, or they do not belong together.</exception>
    public static X509Certificate2 Read(string certificatePath, string keyPath)
    {
        try
        {
            using X509Certificate2 read = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);

            // A key that came as PEM is ephemeral, which not every TLS stack accepts.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new FleetException($"Cannot use the certificate {certificatePath} with the key {keyPath}: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The certificate as PEM.</summary>
    public static string CertificatePem(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>The ECDSA key of a certificate as PEM.</summary>
    public static string KeyPem(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using ECDsa key = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("no ECDSA key", nameof(certificate));
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
