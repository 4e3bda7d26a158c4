using System.Text;
using NetCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A certificate in PEM with its private key.</summary>
[StandsFor("System.Security.Cryptography.X509Certificates.X509Certificate2")]
public class X509Certificate2 : X509Certificate
{
    public X509Certificate2(string rawData, string key, string? password)
        : base(Encoding.ASCII.GetBytes(rawData), WithKey(rawData, key, password))
    {
    }

    public bool HasPrivateKey => Certificate.HasPrivateKey;

    private static NetCertificate WithKey(string certificate, string key, string? password) => string.IsNullOrEmpty(password)
        ? NetCertificate.CreateFromPem(certificate, key)
        : NetCertificate.CreateFromEncryptedPem(certificate, key, password);
}
