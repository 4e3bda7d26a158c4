namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A signal that one waiting thread takes.</summary>
[StandsFor("System.Threading.AutoResetEvent")]
public sealed class AutoResetEvent : WaitHandle
{
    public AutoResetEvent(bool initialState)
        : base(initialState, true)
    {
    }

    public bool Set() => SetSignal(true);

    public bool Reset() => SetSignal(false);
}
