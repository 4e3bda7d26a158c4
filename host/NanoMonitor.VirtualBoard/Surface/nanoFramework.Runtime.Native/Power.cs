using NanoMonitor.VirtualBoard;
using NanoMonitor.VirtualBoard.Time;

namespace nanoFramework.Runtime.Native;

/// <summary>Reboots the board.</summary>
public class Power
{
    /// <summary>Raised by <see cref="RebootDevice(RebootOption)"/> before the reboot, for this run of the firmware.</summary>
    public static event RebootEventHandler? OnRebootEvent
    {
        add
        {
            PowerCycle cycle = BoardThread.Require().Cycle;
            cycle.RebootHandlers = Delegate.Combine(cycle.RebootHandlers, value);
        }
        remove
        {
            PowerCycle cycle = BoardThread.Require().Cycle;
            cycle.RebootHandlers = Delegate.Remove(cycle.RebootHandlers, value);
        }
    }

    /// <summary>Does not return.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) => RebootDevice(0, rebootOption);

    /// <summary>Does not return.</summary>
    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot)
    {
        BoardThread self = BoardThread.Require();
        (self.Cycle.RebootHandlers as RebootEventHandler)?.Invoke();
        self.Cycle.Board.Reboot(self.Cycle);
        self.ThrowIfDead();
    }
}
