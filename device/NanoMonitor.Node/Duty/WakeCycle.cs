using System.Threading;
using NanoMonitor.Node.Uplink;

namespace NanoMonitor.Node.Duty
{
    /// <summary>
    /// One wake of a duty-cycled node: waits until the windows are judged, with the radio off; talks if there is something to
    /// say; sleeps, unless someone at the node is dealing with it.
    /// </summary>
    public sealed class WakeCycle
    {
        private const int CheckMs = 10000;
        private const int HeldMs = 500;

        private readonly DutyCycle _duty;
        private readonly UplinkLoop _uplink;
        private readonly WakeBackoff _backoff;
        private readonly DeepSleep _sleep;
        private readonly AutoResetEvent _wake;

        public WakeCycle(DutyCycle duty, UplinkLoop uplink, WakeBackoff backoff, DeepSleep sleep, AutoResetEvent wake)
        {
            _duty = duty;
            _uplink = uplink;
            _backoff = backoff;
            _sleep = sleep;
            _wake = wake;
        }

        /// <summary>Ends in deep sleep.</summary>
        public void Run()
        {
            int eventsBefore = _uplink.EventsStored;
            AwaitRest();

            // An event of this wake is tried at once, whatever became of earlier attempts.
            bool due = _backoff.IsDue() || _uplink.EventsStored > eventsBefore;
            if (due && _uplink.HasSomethingToSay)
            {
                if (_uplink.Talk())
                {
                    _backoff.Succeed();
                }
                else
                {
                    _backoff.Fail();
                }

                _duty.Finish();
                AwaitRest();
            }

            while (_duty.IsHeld)
            {
                _wake.WaitOne(HeldMs, false);
                AwaitRest();
            }

            _uplink.Rest();
            _sleep.Begin(_duty.SleepSeconds);
        }

        private void AwaitRest()
        {
            _uplink.DoChores();
            while (!_duty.IsResting)
            {
                _wake.WaitOne(CheckMs, false);
                _uplink.DoChores();
            }
        }
    }
}
