using System.Device.Gpio;

namespace NanoMonitor.Node.Panel
{
    /// <summary>
    /// A button to ground, debounced. One that is down from the start is stuck, or is the board's boot button: it counts only
    /// after it was let go.
    /// </summary>
    public sealed class HoldButton
    {
        private const int DebounceMs = 50;

        private readonly GpioPin _pin;
        private bool _raw = true;
        private long _rawSinceMs;
        private bool _down = true;
        private long _downSinceMs;
        private bool _armed;

        /// <param name="pin">An input that reads high while the button is up.</param>
        public HoldButton(GpioPin pin)
        {
            _pin = pin;
        }

        /// <summary>Whether it must be looked at often: it is down, or bounces.</summary>
        public bool IsBusy
        {
            get { return _armed && (_raw || _down); }
        }

        /// <summary>How long it has been down; 0 while it is up.</summary>
        public int HeldMs { get; private set; }

        /// <summary>Looks at the pin.</summary>
        public void Update(long nowMs)
        {
            bool raw = _pin.Read() == PinValue.Low;
            if (raw != _raw)
            {
                _raw = raw;
                _rawSinceMs = nowMs;
            }

            if (_raw != _down && nowMs - _rawSinceMs >= DebounceMs)
            {
                _down = _raw;
                _downSinceMs = _rawSinceMs;
                _armed = true;
            }

            HeldMs = _armed && _down ? (int)(nowMs - _downSinceMs) : 0;
        }
    }
}
