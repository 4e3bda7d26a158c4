using System.Security.Cryptography.X509Certificates;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Broker.Configuration;

namespace NanoMonitor.Fleet.Broker.Access;

/// <summary>Certificate and users of the embedded broker, from the files that mosquitto would take.</summary>
public sealed class BrokerSecurity : IDisposable
{
    private readonly BrokerFiles files;
    private PasswordFile passwords;

    private BrokerSecurity(BrokerFiles files, BrokerListener listener, X509Certificate2 certificate, PasswordFile passwords)
    {
        this.files = files;
        this.passwords = passwords;
        Listener = listener;
        Certificate = certificate;
    }

    /// <summary>Where the configuration wants the broker to listen.</summary>
    public BrokerListener Listener { get; }

    /// <summary>The broker's certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="FleetException">One is missing or damaged, or the certificate has expired.</exception>
    public static BrokerSecurity Read(BrokerFiles files, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(files);
        BrokerListener listener = BrokerListener.Parse(BrokerFiles.Read(files.Configuration), files.Configuration);
        PasswordFile passwords = ReadPasswords(files);
        X509Certificate2 certificate = CertificateFiles.Read(listener.Certificate, listener.CertificateKey);
        if (certificate.NotAfter < now)
        {
            string day = CertificateJudge.Day(certificate.NotAfter);
            certificate.Dispose();
            throw new FleetException(
                $"The certificate {listener.Certificate} expired on {day}: "
                + $"'nanomonitor broker-config --out {files.Folder} --renew' makes a new one.");
        }

        return new BrokerSecurity(files, listener, certificate, passwords);
    }

    /// <summary>Whether a user with a password is let in.</summary>
    public bool Accepts(BrokerAccount account) => Volatile.Read(ref passwords).Accepts(account);

    /// <summary>Whether a user has an account.</summary>
    public bool Knows(string user) => Volatile.Read(ref passwords).Users.Contains(user);

    /// <summary>Reads the users again.</summary>
    /// <exception cref="FleetException">They cannot be read; those of before stay.</exception>
    public void Reload() => Volatile.Write(ref passwords, ReadPasswords(files));

    public void Dispose() => Certificate.Dispose();

    private static PasswordFile ReadPasswords(BrokerFiles files) => PasswordFile.Parse(BrokerFiles.Read(files.Passwords), files.Passwords);
}
