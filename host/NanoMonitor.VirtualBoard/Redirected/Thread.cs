using System.Threading;
using NanoMonitor.VirtualBoard.Time;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>A thread of the node.</summary>
[StandsFor("System.Threading.Thread")]
public sealed class Thread
{
    private readonly ThreadStart? start;
    private BoardThread? thread;

    public Thread(ThreadStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        BoardThread.Require();
        this.start = start;
    }

    private Thread(BoardThread thread) => this.thread = thread;

    public static Thread CurrentThread
    {
        get
        {
            BoardThread self = BoardThread.Require();
            self.Facade ??= new Thread(self);
            return (Thread)self.Facade;
        }
    }

    public bool IsAlive => thread is { Ended: false };

    public int ManagedThreadId => (thread ?? throw new InvalidOperationException("The thread has not been started.")).Id;

    public ThreadPriority Priority { get; set; } = ThreadPriority.Normal;

    public static void Sleep(int millisecondsTimeout)
    {
        BoardThread self = BoardThread.Require();
        self.Scheduler.Wait(self, null, Timeouts.Microseconds(millisecondsTimeout));
    }

    public static void Sleep(TimeSpan timeout)
    {
        BoardThread self = BoardThread.Require();
        self.Scheduler.Wait(self, null, Timeouts.Microseconds(timeout));
    }

    public void Start()
    {
        BoardThread self = BoardThread.Require();
        if (thread != null)
        {
            throw new ThreadStateException("The thread has been started already.");
        }

        thread = self.Cycle.NewThread("thread", () => start!());
        thread.Facade = this;
        thread.Entry = start;
        self.Scheduler.Add(thread);
    }

    public void Join() => Join(Timeout.Infinite);

    public bool Join(int millisecondsTimeout) => Join(Timeouts.Microseconds(millisecondsTimeout));

    public bool Join(TimeSpan timeout) => Join(Timeouts.Microseconds(timeout));

    private bool Join(long microseconds)
    {
        BoardThread self = BoardThread.Require();
        BoardThread other = thread ?? throw new ThreadStateException("The thread has not been started.");
        return self.Scheduler.Wait(self, other, microseconds);
    }
}
