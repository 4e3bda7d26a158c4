using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoMonitor.Fleet.Broker.Access;
using NanoMonitor.Fleet.Broker.Certificates;
using NanoMonitor.Fleet.Keys;
using NanoMonitor.Fleet.Nodes;

namespace NanoMonitor.Fleet.Broker.Configuration;

/// <summary>
/// What is to be written so that a broker serves a fleet and nobody else: mosquitto's configuration with one TLS listener, users with
/// passwords that follow from the fleet key, their access list, and the certificate. Reads what is there and changes nothing else.
/// </summary>
public sealed class BrokerConfigurationPlan
{
    // A certificate that ends sooner is made anew.
    private static readonly TimeSpan LeastRest = TimeSpan.FromDays(30);

    private readonly BrokerFiles files;
    private readonly BrokerConfigurationOptions options;
    private readonly List<(string Path, byte[] Bytes)> changes = [];

    private BrokerConfigurationPlan(BrokerFiles files, BrokerConfigurationOptions options)
    {
        this.files = files;
        this.options = options;
    }

    /// <summary>The files that differ from what is there, in the order in which they are written.</summary>
    public IReadOnlyList<string> Changed => [.. changes.Select(change => change.Path)];

    /// <summary>Users who are let in.</summary>
    public IReadOnlyCollection<string> Users { get; private set; } = [];

    /// <summary>Users who were not let in, or not with this password, before.</summary>
    public IReadOnlyList<string> Added { get; private set; } = [];

    /// <summary>Users who are let in no longer.</summary>
    public IReadOnlyList<string> Removed { get; private set; } = [];

    /// <summary>Host names and IP addresses the certificate is for.</summary>
    public IReadOnlyList<string> CertificateNames { get; private set; } = [];

    /// <summary>When the certificate ends.</summary>
    public DateTimeOffset CertificateEnd { get; private set; }

    /// <summary>Whether the certificate is under the authority in the folder, and not the operator's own.</summary>
    public bool HasOwnAuthority { get; private set; }

    /// <summary>Where the broker listens.</summary>
    public int Port { get; private set; }

    /// <summary>Compares what is wanted with what is there.</summary>
    /// <exception cref="FleetException">What is there cannot be read, or what is wanted does not go together.</exception>
    public static BrokerConfigurationPlan Make(BrokerFiles files, BrokerConfigurationOptions options, FleetKey key, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(key);
        var plan = new BrokerConfigurationPlan(files, options);
        BrokerListener? before = File.Exists(files.Configuration)
            ? BrokerListener.Parse(BrokerFiles.Read(files.Configuration), files.Configuration)
            : null;
        BrokerListener listener = plan.PlanCertificate(before, now);
        plan.PlanAccounts(key);
        plan.PlanFile(files.Configuration, listener.Text(files));
        plan.Port = listener.Port;
        return plan;
    }

    /// <summary>Writes the files, each whole or not at all, and all for their owner alone.</summary>
    /// <exception cref="FleetException">One cannot be written.</exception>
    public void Write()
    {
        try
        {
            OwnerOnlyFile.CreateFolder(files.Folder);
            OwnerOnlyFile.CreateFolder(files.Data);
            foreach ((string path, byte[] bytes) in changes)
            {
                OwnerOnlyFile.Write(path, bytes, overwrite: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot write into {files.Folder}: {e.Message}", e);
        }
    }

    private BrokerListener PlanCertificate(BrokerListener? before, DateTimeOffset now)
    {
        (string path, string keyPath) = options switch
        {
            { OwnCertificate: { } own, OwnKey: { } ownKey } => (Path.GetFullPath(own), Path.GetFullPath(ownKey)),
            { OwnCertificate: not null } or { OwnKey: not null } => throw new FleetException("A certificate of your own needs both its file and its key's."),
            _ when before is not null && options.Names.Count == 0 && !options.Renew => (before.Certificate, before.CertificateKey),
            _ => (files.Certificate, files.CertificateKey),
        };
        HasOwnAuthority = path == files.Certificate;
        if (HasOwnAuthority)
        {
            PlanOwnAuthority(now);
        }
        else
        {
            using X509Certificate2 own = CertificateFiles.Read(path, keyPath);
            RefuseExpired(own, path, now);
            Describe(own);
        }

        return new BrokerListener(
            options.Port ?? before?.Port ?? BrokerAddress.DefaultTlsPort,
            options.Listen ?? before?.Address ?? IPAddress.Any,
            path,
            keyPath);
    }

    private void PlanOwnAuthority(DateTimeOffset now)
    {
        using X509Certificate2? old = File.Exists(files.Certificate) ? CertificateFiles.Read(files.Certificate, files.CertificateKey) : null;
        IReadOnlyList<string> names = options.Names.Count > 0 ? options.Names : old is null ? [] : CertificateJudge.NamesOf(old);
        if (names.Count == 0)
        {
            throw new FleetException("By which host name or IP address do nodes reach the broker? Give it with --host, once for each.");
        }

        bool isGood = old is not null && !options.Renew && old.NotAfter - LeastRest > now && names.All(name => old.MatchesHostname(name));
        if (isGood)
        {
            Describe(old!);
            return;
        }

        // Nodes know the authority: another one would lock them out.
        bool isNew = !File.Exists(files.Authority);
        using X509Certificate2 authority = isNew ? CertificateIssuer.CreateAuthority(now) : CertificateFiles.Read(files.Authority, files.AuthorityKey);
        RefuseExpired(authority, files.Authority, now);
        using X509Certificate2 issued = CertificateIssuer.Issue(authority, names, now);
        if (isNew)
        {
            PlanFile(files.AuthorityKey, CertificateFiles.KeyPem(authority));
            PlanFile(files.Authority, CertificateFiles.CertificatePem(authority));
        }

        PlanFile(files.CertificateKey, CertificateFiles.KeyPem(issued));
        PlanFile(files.Certificate, CertificateFiles.CertificatePem(issued));
        Describe(issued);
    }

    private void PlanAccounts(FleetKey key)
    {
        PasswordFile passwords = File.Exists(files.Passwords)
            ? PasswordFile.Parse(BrokerFiles.Read(files.Passwords), files.Passwords)
            : new PasswordFile();
        Removed = [.. options.Remove.Select(id => id.ToString()).Where(passwords.Remove)];
        if (options.Remove.FirstOrDefault(id => !Removed.Contains(id.ToString())) is { } unknown)
        {
            throw new FleetException($"{unknown} has no account in {files.Passwords}.");
        }

        // Every account of ours follows from the fleet key, so that one of an older key is put right.
        IEnumerable<string> users =
        [
            BrokerAccount.Host, BrokerAccount.Viewer,
            .. options.Add.Select(id => id.ToString()),
            .. passwords.Users.Where(user => NodeId.TryParse(user) is not null),
        ];
        Added = [.. users.Distinct().Where(user => !MayKeepEarlier(key, user, passwords) && passwords.Set(BrokerAccount.Derive(key, user)))];
        Users = passwords.Users;
        PlanFile(files.Passwords, passwords.ToString());
        PlanFile(files.AccessList, AccessList.Of(Users));
        PlanFile(files.ViewerPassword, key.DeriveBrokerPassword(BrokerAccount.Viewer) + "\n");
    }

    // A node that has not proven a key of the newest generation yet may have the password of an earlier one only.
    private static bool MayKeepEarlier(FleetKey key, string user, PasswordFile passwords) =>
        NodeId.TryParse(user) is { } id
        && key.Ledger.OldestGeneration < key.Generation
        && key.Ledger.Of(id)?.Proven.Generation != key.Generation
        && BrokerAccount.DeriveEarlier(key, user).Any(passwords.Accepts);

    private void PlanFile(string path, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            changes.Add((path, bytes));
        }
    }

    private void Describe(X509Certificate2 certificate)
    {
        CertificateNames = CertificateJudge.NamesOf(certificate);
        CertificateEnd = certificate.NotAfter;
    }

    private static void RefuseExpired(X509Certificate2 certificate, string path, DateTimeOffset now)
    {
        if (certificate.NotAfter < now)
        {
            throw new FleetException($"The certificate {path} expired on {CertificateJudge.Day(certificate.NotAfter)}.");
        }
    }
}
