namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>How AES chains blocks.</summary>
[StandsFor("System.Security.Cryptography.CipherMode")]
public enum CipherMode
{
    None = 0,
    CBC = 1,
    ECB = 2,
}
