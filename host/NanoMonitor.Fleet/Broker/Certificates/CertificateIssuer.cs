using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoMonitor.Fleet.Broker.Certificates;

/// <summary>
/// A small certificate authority for one broker: ECDSA over P-256 with SHA-256, which every node's mbedTLS can check. Nodes keep the
/// authority's certificate, so that the broker's can be renewed without them.
/// </summary>
public static class CertificateIssuer
{
    // Clocks differ.
    private static readonly TimeSpan Backdating = TimeSpan.FromDays(1);
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(20 * 365);
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(2 * 365);

    /// <summary>A new authority with its key, valid for 20 years, that may sign servers only.</summary>
    public static X509Certificate2 CreateAuthority(DateTimeOffset now) => CreateAuthority(now - Backdating, now + AuthorityLifetime);

    /// <summary>A new authority with its key, valid within these dates.</summary>
    public static X509Certificate2 CreateAuthority(DateTimeOffset begin, DateTimeOffset end)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest($"CN=NanoMonitor broker authority {serial}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(begin, end);
    }

    /// <summary>A new certificate of a broker with its key, valid for two years, or for as long as the authority if that is shorter.</summary>
    /// <param name="authority">With its key.</param>
    /// <param name="names">Host names and IP addresses by which the broker is reached, the best known one first.</param>
    /// <param name="now">Now.</param>
    public static X509Certificate2 Issue(X509Certificate2 authority, IReadOnlyList<string> names, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        DateTimeOffset authorityBegin = authority.NotBefore;
        DateTimeOffset authorityEnd = authority.NotAfter;
        DateTimeOffset begin = now - Backdating > authorityBegin ? now - Backdating : authorityBegin;
        DateTimeOffset end = now + ServerLifetime < authorityEnd ? now + ServerLifetime : authorityEnd;
        return Issue(authority, names, begin, end);
    }

    /// <summary>A new certificate of a broker with its key, valid within these dates.</summary>
    /// <param name="authority">With its key.</param>
    /// <param name="names">Host names and IP addresses by which the broker is reached, the best known one first.</param>
    /// <param name="begin">Not before the authority's.</param>
    /// <param name="end">Not after the authority's.</param>
    public static X509Certificate2 Issue(X509Certificate2 authority, IReadOnlyList<string> names, DateTimeOffset begin, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(names);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=NanoMonitor broker", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));

        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using X509Certificate2 issued = request.Create(authority, begin, end, serial);
        return issued.CopyWithPrivateKey(key);
    }

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        return alternatives.Build();
    }
}
