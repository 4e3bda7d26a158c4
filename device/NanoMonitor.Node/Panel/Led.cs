using System.Device.Gpio;

namespace NanoMonitor.Node.Panel
{
    /// <summary>An LED at a pin, dark at first.</summary>
    public sealed class Led
    {
        private readonly GpioPin _pin;
        private readonly bool _activeLow;
        private bool _lit;

        /// <param name="pin">An output.</param>
        /// <param name="activeLow">Whether it shines while the pin is low.</param>
        public Led(GpioPin pin, bool activeLow)
        {
            _pin = pin;
            _activeLow = activeLow;
            Write();
        }

        public void Set(bool lit)
        {
            if (lit != _lit)
            {
                _lit = lit;
                Write();
            }
        }

        private void Write()
        {
            _pin.Write(_lit != _activeLow ? PinValue.High : PinValue.Low);
        }
    }
}
