using System;
using System.Threading;
using NanoMonitor.Node.Storage;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Supervision
{
    /// <summary>
    /// Looks after the loops: one that is late is freed where it can be, and if it stays late the node restarts, with a reason
    /// that is counted. It is software, on the interpreter: it sees loops that wait for ever, not a native call that keeps the
    /// interpreter itself. A limit on execution (<c>ExecutionConstraint</c>) would not do: it throws in the midst of whatever
    /// the thread is writing.
    /// </summary>
    public sealed class Watchdog
    {
        private const int PeriodMs = 10000;

        private readonly WatchedLoop[] _loops;
        private readonly BootRecord _boot;

        public Watchdog(WatchedLoop[] loops, BootRecord boot)
        {
            _loops = loops;
            _boot = boot;
        }

        /// <summary>The watchdog's thread.</summary>
        public void Run()
        {
            while (true)
            {
                Thread.Sleep(PeriodMs);
                for (int i = 0; i < _loops.Length; i++)
                {
                    Check(_loops[i]);
                }
            }
        }

        private void Check(WatchedLoop loop)
        {
            if (loop.Check())
            {
                return;
            }

            string reason = BootRecord.Watchdog + ": " + loop.Name + " is stuck";
            Console.WriteLine(reason);
            _boot.Plan(reason);
            Power.RebootDevice(RebootOption.NormalReboot);
        }
    }
}
