namespace NanoMonitor.VirtualBoard.Tests.Network;

/// <summary>A real broker on a loopback port.</summary>
public interface ITestBroker : IDisposable
{
    int Port { get; }

    /// <summary>Stops without saying goodbye to its clients where it can be made to.</summary>
    void Stop();

    /// <summary>Starts again on the same port.</summary>
    void Start();
}
