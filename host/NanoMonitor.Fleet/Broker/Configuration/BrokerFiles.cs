using System.Text;

namespace NanoMonitor.Fleet.Broker.Configuration;

/// <summary>The files of a broker, all in one folder.</summary>
public sealed class BrokerFiles
{
    /// <param name="folder">The folder.</param>
    public BrokerFiles(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.GetFullPath(folder);
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>mosquitto's configuration.</summary>
    public string Configuration => Path.Combine(Folder, "mosquitto.conf");

    /// <summary>Users and hashes of their passwords.</summary>
    public string Passwords => Path.Combine(Folder, "passwords");

    /// <summary>Who may publish and read what.</summary>
    public string AccessList => Path.Combine(Folder, "acl");

    /// <summary>Certificate of the broker's own authority, for nodes and hosts.</summary>
    public string Authority => Path.Combine(Folder, "ca.pem");

    /// <summary>Key of the authority.</summary>
    public string AuthorityKey => Path.Combine(Folder, "ca.key");

    /// <summary>The broker's certificate.</summary>
    public string Certificate => Path.Combine(Folder, "broker.pem");

    /// <summary>Key of the broker's certificate.</summary>
    public string CertificateKey => Path.Combine(Folder, "broker.key");

    /// <summary>Password of the user who may look, for those without the fleet key.</summary>
    public string ViewerPassword => Path.Combine(Folder, "viewer.password");

    /// <summary>Folder in which the broker keeps what must survive a restart.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>The text of one of the files.</summary>
    /// <exception cref="FleetException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FleetException($"There is no {path}. 'nanomonitor broker-config --out {Path.GetDirectoryName(path)} --host NAME' writes it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FleetException($"Cannot read {path}: {e.Message}", e);
        }
    }
}
