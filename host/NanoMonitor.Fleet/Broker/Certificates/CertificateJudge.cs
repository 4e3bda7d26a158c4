using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace NanoMonitor.Fleet.Broker.Certificates;

/// <summary>Says why a broker's certificate is not to be trusted.</summary>
public static class CertificateJudge
{
    /// <summary>Judges a certificate.</summary>
    /// <param name="certificate">The broker's.</param>
    /// <param name="intermediates">What the broker sent with it.</param>
    /// <param name="trust">Whom to trust.</param>
    /// <param name="host">Name or IP address by which the broker was reached.</param>
    /// <param name="now">Now.</param>
    /// <returns>Null where it is good; else what is wrong, as the end of a sentence.</returns>
    public static string? Complaint(
        X509Certificate2 certificate, X509Certificate2Collection intermediates, BrokerTrust trust, string host, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(trust);
        if (now > certificate.NotAfter)
        {
            return $"its certificate expired on {Day(certificate.NotAfter)}; renew it with 'nanomonitor broker-config --renew'";
        }

        if (now < certificate.NotBefore)
        {
            return $"its certificate is valid from {Day(certificate.NotBefore)} only; is the clock of this computer right?";
        }

        if (!certificate.MatchesHostname(host))
        {
            return $"its certificate is for {string.Join(", ", NamesOf(certificate))}, not for {host}; reach it by one of these, or have one made for {host}";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        if (trust.Authorities is { } authorities)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (chain.Build(certificate))
        {
            return null;
        }

        bool isOnlyTooOld = chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.NotTimeValid);
        return isOnlyTooOld
            ? $"the certificate of its authority in {trust.Name} has expired"
            : $"its certificate was not issued by {trust.Name}";
    }

    /// <summary>The host names and IP addresses a certificate is for.</summary>
    public static IReadOnlyList<string> NamesOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        List<string> names = [];
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }

    internal static string Day(DateTime date) => date.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
