using System.Text;
using NetCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;
using NetLoader = System.Security.Cryptography.X509Certificates.X509CertificateLoader;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A certificate in DER or PEM.</summary>
[StandsFor("System.Security.Cryptography.X509Certificates.X509Certificate")]
public class X509Certificate
{
    private readonly byte[] raw;

    public X509Certificate(byte[] certificate)
    {
        raw = certificate;
        Certificate = Encoding.ASCII.GetString(certificate).Contains("-----BEGIN", StringComparison.Ordinal)
            ? NetCertificate.CreateFromPem(Encoding.ASCII.GetString(certificate).TrimEnd('\0'))
            : NetLoader.LoadCertificate(certificate);
    }

    public X509Certificate(string certificate)
        : this(Encoding.ASCII.GetBytes(certificate))
    {
    }

    private protected X509Certificate(byte[] certificate, NetCertificate withKey)
    {
        raw = certificate;
        Certificate = withKey;
    }

    public virtual string Issuer => Certificate.Issuer;

    public virtual string Subject => Certificate.Subject;

    internal NetCertificate Certificate { get; }

    public virtual DateTime GetEffectiveDate() => Certificate.NotBefore.ToUniversalTime();

    public virtual DateTime GetExpirationDate() => Certificate.NotAfter.ToUniversalTime();

    public virtual byte[] GetRawCertData() => raw;
}
