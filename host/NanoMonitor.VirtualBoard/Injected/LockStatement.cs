namespace System.Threading
{
    /// <summary>
    /// Compiled into firmware: the C# compiler prefers a type of the assembly itself for the lock statement,
    /// so that the board's scheduler knows of the node's locks.
    /// </summary>
    internal static class Monitor
    {
        internal static void Enter(object obj, ref bool lockTaken)
        {
            NanoMonitor.VirtualBoard.Redirected.Monitor.Enter(obj);
            lockTaken = true;
        }

        internal static void Exit(object obj)
        {
            NanoMonitor.VirtualBoard.Redirected.Monitor.Exit(obj);
        }
    }
}
