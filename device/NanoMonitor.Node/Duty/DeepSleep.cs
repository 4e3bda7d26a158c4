using System;
using nanoFramework.Hardware.Esp32;

namespace NanoMonitor.Node.Duty
{
    /// <summary>Puts the node to sleep with all it has to remember. Everything in RAM is lost; the firmware starts anew.</summary>
    public sealed class DeepSleep
    {
        private readonly SleepRecord _record;
        private readonly NodeIdentity _identity;
        private readonly NodeClock _clock;
        private readonly ICarried[] _parts;

        public DeepSleep(SleepRecord record, NodeIdentity identity, NodeClock clock, ICarried[] parts)
        {
            _record = record;
            _identity = identity;
            _clock = clock;
            _parts = parts;
        }

        /// <summary>Whether the firmware starts because deep sleep has ended, by its timer or by a pin.</summary>
        public static bool HasEnded
        {
            get { return Sleep.GetWakeupCause() != Sleep.WakeupCause.Undefined; }
        }

        /// <summary>Does not return.</summary>
        /// <exception cref="InvalidOperationException">The chip does not sleep.</exception>
        public void Begin(int seconds)
        {
            _record.Write(_identity.Boot.BootId, _identity.BootNonce, _clock.UptimeMs + seconds * 1000L, _parts);
            EspNativeError error = Sleep.EnableWakeupByTimer(new TimeSpan(0, 0, seconds));
            if (error == EspNativeError.OK)
            {
                Sleep.StartDeepSleep();
            }

            throw new InvalidOperationException("deep sleep: error " + ((int)error).ToString());
        }
    }
}
