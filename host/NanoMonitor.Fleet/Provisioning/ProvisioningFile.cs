using System.Text;
using NanoMonitor.Core.Provisioning;
using NanoMonitor.Datasets;
using NanoMonitor.Datasets.Manifests;

namespace NanoMonitor.Fleet.Provisioning;

/// <summary>
/// A file with the settings of many nodes: <c>{ "format": "nanomonitor-provisioning/1", "fields": { … }, "caCertificate": "ca.pem",
/// "nodes": [ { … }, … ] }</c>. What stands in <c>fields</c> holds for every node, what stands at a node for it alone; both hold
/// fields of the configuration. A password is text where the file is its owner's alone, else
/// <c>{ "environment": "NAME" }</c> or <c>{ "file": "PATH" }</c>. Paths are relative to the file.
/// </summary>
public static class ProvisioningFile
{
    public const string Format = "nanomonitor-provisioning/1";

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads it; what only all fields together show (something is missing) is for <see cref="SettingsBuilder.Build"/>.</summary>
    /// <exception cref="FleetException">The file, or one it names, cannot be read.</exception>
    /// <exception cref="DatasetException">Something in it is wrong; says file, line, column and field.</exception>
    public static IReadOnlyList<SettingsBuilder> Read(string path)
    {
        LocatedJson root = LocatedJson.Parse(path, ReadFile(path, path));
        LocatedJson format = root.Required("format");
        if (format.Text() != Format)
        {
            throw format.Refuse($"'{Format}' is expected");
        }

        var shared = new SettingsBuilder();
        if (root.Optional("fields") is { } fields)
        {
            Take(shared, fields, path);
        }

        if (root.Optional("caCertificate") is { } certificate)
        {
            shared.Certificate = ReadCertificate(certificate, path);
        }

        LocatedJson nodes = root.Required("nodes");
        RefuseUnknown(root);
        var builders = new List<SettingsBuilder>();
        var seen = new HashSet<string>();
        foreach (LocatedJson node in nodes.Items())
        {
            SettingsBuilder builder = shared.Copy();
            builder.Refuse = node.Refuse;
            Take(builder, node, path);
            if (builder.Get("node").Length == 0)
            {
                throw node.Refuse("the field \"node\" is missing");
            }

            if (!seen.Add($"{builder.Get("site")}/{builder.Get("node")}"))
            {
                throw node.Refuse($"the node {builder.Get("site")}/{builder.Get("node")} comes twice");
            }

            builders.Add(builder);
        }

        return builders.Count > 0 ? builders : throw nodes.Refuse("at least one node is expected");
    }

    /// <summary>A CA certificate file.</summary>
    /// <exception cref="FleetException">It cannot be read, is no PEM file, or does not fit the node.</exception>
    public static byte[] ReadCertificate(string path)
    {
        byte[] bytes = ReadFile(path, path);
        return ObjectionTo(bytes) is { } objection ? throw new FleetException($"{path}: {objection}.") : bytes;
    }

    private static void Take(SettingsBuilder builder, LocatedJson fields, string path)
    {
        fields.Optional("");
        foreach (string name in fields.FieldNames)
        {
            LocatedJson field = fields.Required(name);
            string value = SecretFields.Contains(name) ? ReadSecret(field, path) : field.TextOrNumber();
            builder.Set(name, value, field.Refuse);
        }
    }

    private static string ReadSecret(LocatedJson field, string path)
    {
        if (!field.IsObject)
        {
            string value = field.TextOrNumber();
            return IsOwnersAlone(path)
                ? value
                : throw field.Refuse($"other users may read this file, so it must not hold a password: close it with 'chmod 600 {path}', "
                    + "or say { \"environment\": \"NAME\" } or { \"file\": \"PATH\" }");
        }

        LocatedJson? variable = field.Optional("environment");
        LocatedJson? file = field.Optional("file");
        RefuseUnknown(field);
        if (variable is not null && file is null)
        {
            return Environment.GetEnvironmentVariable(variable.Text()) ?? throw variable.Refuse($"the environment has no {variable.Text()}");
        }

        if (file is null || variable is not null)
        {
            throw field.Refuse("either \"environment\" or \"file\" is expected");
        }

        string secretPath = Beside(path, file.PathText());
        return Encoding.UTF8.GetString(ReadFile(secretPath, path, file)).TrimEnd('\r', '\n');
    }

    private static byte[] ReadCertificate(LocatedJson field, string path)
    {
        byte[] bytes = ReadFile(Beside(path, field.PathText()), path, field);
        return ObjectionTo(bytes) is { } objection ? throw field.Refuse(objection) : bytes;
    }

    private static string? ObjectionTo(byte[] certificate) =>
        !Encoding.ASCII.GetString(certificate).Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? "is no PEM certificate"
        : certificate.Length > ImprovCommand.MaximumCertificateLength ? $"has {certificate.Length} bytes; a node takes {ImprovCommand.MaximumCertificateLength}"
        : null;

    private static void RefuseUnknown(LocatedJson value)
    {
        if (value.Unused() is [var unused, ..])
        {
            throw new DatasetException(unused.Replace("; ignored", "", StringComparison.Ordinal));
        }
    }

    private static string Beside(string path, string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);

    private static bool IsOwnersAlone(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == UnixFileMode.None;

    private static byte[] ReadFile(string path, string asked, LocatedJson? field = null)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw field is null ? new FleetException($"Cannot read {asked}: {e.Message}", e) : field.Refuse($"cannot be read: {e.Message}");
        }
    }
}
