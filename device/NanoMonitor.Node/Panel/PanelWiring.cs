using System;
using System.IO;
using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Panel
{
    /// <summary>
    /// At which pins LED and button are. It belongs to the board and not to what the node is for: kept in the record
    /// <c>panel</c> (LED pin, button pin, 255 = none, and 1 where the LED is active low; one byte each), it outlives a factory
    /// reset, so that a node without a configuration can still show that.
    /// </summary>
    public sealed class PanelWiring
    {
        private const int None = 255;

        private readonly TwoSlotRecord _record = new TwoSlotRecord("panel");

        public int LedPin { get; private set; } = NodeConfiguration.DefaultPin;

        public bool LedActiveLow { get; private set; }

        public int ButtonPin { get; private set; } = NodeConfiguration.DefaultPin;

        /// <summary>Takes the pins from the configuration, or where there is none those that the last one named.</summary>
        /// <param name="configuration">Null where there is none.</param>
        public void Load(NodeConfiguration configuration)
        {
            byte[] kept = _record.ReadOrNull();
            if (kept != null && kept.Length == 3)
            {
                LedPin = PinOf(kept[0]);
                ButtonPin = PinOf(kept[1]);
                LedActiveLow = kept[2] == 1;
            }

            if (configuration != null)
            {
                Take(configuration);
            }
        }

        private void Take(NodeConfiguration configuration)
        {
            bool activeLow = configuration.LedActiveLow == 1;
            if (configuration.LedPin == LedPin && configuration.ButtonPin == ButtonPin && activeLow == LedActiveLow)
            {
                return;
            }

            LedPin = configuration.LedPin;
            ButtonPin = configuration.ButtonPin;
            LedActiveLow = activeLow;
            try
            {
                _record.Write(new byte[] { ByteOf(LedPin), ByteOf(ButtonPin), (byte)(activeLow ? 1 : 0) });
            }
            catch (IOException e)
            {
                Console.WriteLine("panel: " + e.Message);
            }
        }

        private static int PinOf(byte kept)
        {
            return kept == None ? NodeConfiguration.DefaultPin : kept;
        }

        private static byte ByteOf(int pin)
        {
            return (byte)(pin == NodeConfiguration.DefaultPin ? None : pin);
        }
    }
}
