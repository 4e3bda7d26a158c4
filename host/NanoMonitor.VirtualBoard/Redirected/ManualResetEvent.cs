namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A signal that stays until it is reset.</summary>
[StandsFor("System.Threading.ManualResetEvent")]
public sealed class ManualResetEvent : WaitHandle
{
    public ManualResetEvent(bool initialState)
        : base(initialState, false)
    {
    }

    public bool Set() => SetSignal(true);

    public bool Reset() => SetSignal(false);
}
