using System;
using System.Device.Gpio;
using System.Threading;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Duty;
using NanoMonitor.Node.Judging;
using NanoMonitor.Node.Storage;
using NanoMonitor.Node.Uplink;

namespace NanoMonitor.Node.Panel
{
    /// <summary>
    /// What a person at the machine sees and touches: the LED shows the most important thing, the button held for
    /// <see cref="HoldMs"/> resets the node to its factory state. A thread of its own, which allocates nothing; none where
    /// neither is wired.
    /// </summary>
    public sealed class NodePanel
    {
        /// <summary>How long the button must be held.</summary>
        public const int HoldMs = 10000;

        private const int IdentifyMs = 30000;
        private const int BusyMs = 20;
        private const int LongestMs = 500;

        // A node that sleeps must not do so under the finger of a person.
        private const int HeldAwakeMs = 2000;

        private readonly NodeClock _clock;
        private readonly FactoryReset _reset;
        private readonly AutoResetEvent _changed = new AutoResetEvent(false);
        private Led _led;
        private HoldButton _button;
        private Outbox _outbox;
        private FeaturePolicy _policy;
        private DutyCycle _duty;
        private LedPattern _shown;
        private long _shownSinceMs;
        private long _identifyUntilMs;

        public NodePanel(NodeClock clock, FactoryReset reset)
        {
            _clock = clock;
            _reset = reset;
        }

        /// <summary>Opens the pins, and starts where there are any. Until <see cref="Watch"/> the node counts as unprovisioned.</summary>
        public void Start(PanelWiring wiring)
        {
            GpioController controller = new GpioController();
            GpioPin led = OpenOrNull(controller, wiring.LedPin, PinMode.Output);
            if (led != null)
            {
                _led = new Led(led, wiring.LedActiveLow);
            }

            GpioPin button = OpenOrNull(controller, wiring.ButtonPin, PinMode.InputPullUp);
            if (button != null)
            {
                _button = new HoldButton(button);
                button.ValueChanged += OnButton;
            }

            if (_led != null || _button != null)
            {
                new Thread(Run).Start();
            }
        }

        /// <summary>Shows from now on how node and machine are.</summary>
        public void Watch(Outbox outbox, FeaturePolicy policy, DutyCycle duty)
        {
            _policy = policy;
            _duty = duty;
            _outbox = outbox;
            _changed.Set();
        }

        /// <summary>Lets the LED say for half a minute: this is the node.</summary>
        public void Identify()
        {
            _identifyUntilMs = _clock.UptimeMs + IdentifyMs;
            _changed.Set();
        }

        private static GpioPin OpenOrNull(GpioController controller, int number, PinMode mode)
        {
            if (number == NodeConfiguration.DefaultPin)
            {
                return null;
            }

            try
            {
                // Some pins of an ESP32 have no pull-up: there the board brings one.
                GpioPin pin = controller.OpenPin(number);
                pin.SetPinMode(pin.IsPinModeSupported(mode) ? mode : PinMode.Input);
                return pin;
            }
            catch (Exception e)
            {
                Console.WriteLine("panel: GPIO " + number.ToString() + ": " + e.Message);
                return null;
            }
        }

        private void OnButton(object sender, PinValueChangedEventArgs e)
        {
            _changed.Set();
        }

        private void Run()
        {
            while (true)
            {
                long nowMs = _clock.UptimeMs;
                if (_button != null)
                {
                    _button.Update(nowMs);
                }

                int restMs = Show(Choose(nowMs), nowMs);
                if (_duty != null && _button != null && _button.HeldMs > 0)
                {
                    _duty.Hold(HeldAwakeMs);
                }

                if (_button != null && _button.HeldMs >= HoldMs)
                {
                    _reset.Begin();
                    _reset.Restart("button");
                }

                _changed.WaitOne(_button != null && _button.IsBusy ? BusyMs : restMs, false);
            }
        }

        private int Show(LedPattern pattern, long nowMs)
        {
            if (pattern != _shown)
            {
                _shown = pattern;
                _shownSinceMs = nowMs;
            }

            int restMs;
            bool lit = pattern.IsLit(nowMs - _shownSinceMs, out restMs);
            if (_led != null)
            {
                _led.Set(lit);
            }

            return restMs > LongestMs ? LongestMs : restMs;
        }

        private LedPattern Choose(long nowMs)
        {
            if (_button != null && _button.HeldMs > 0)
            {
                return _button.HeldMs >= HoldMs ? LedPattern.Erasing : LedPattern.Counting;
            }

            if (nowMs < _identifyUntilMs)
            {
                return LedPattern.Identify;
            }

            return _outbox == null ? LedPattern.Unprovisioned : ChooseByState(nowMs);
        }

        private LedPattern ChooseByState(long nowMs)
        {
            int state = _outbox.State;
            switch (state)
            {
                case HealthState.SensorFault: return LedPattern.SensorFault;
                case HealthState.Alarm: return LedPattern.Alarm;
                case HealthState.Warning: return LedPattern.Warning;
            }

            return !_outbox.Online ? LedPattern.Searching
                : _policy.SendsEvery(nowMs) ? LedPattern.Commissioning
                : state == HealthState.Healthy ? LedPattern.Healthy
                : state == HealthState.Stopped ? LedPattern.Stopped
                : LedPattern.NoModel;
        }
    }
}
