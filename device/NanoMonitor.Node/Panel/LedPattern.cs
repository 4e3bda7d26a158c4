namespace NanoMonitor.Node.Panel
{
    /// <summary>How the LED blinks to say one thing: spans of light and dark that repeat. device/README.md explains them to installers.</summary>
    public sealed class LedPattern
    {
        /// <summary>No valid configuration: slowly and evenly.</summary>
        public static readonly LedPattern Unprovisioned = new LedPattern(1000, 1000);

        /// <summary>Looks for the Wi-Fi or the broker: two flashes a second.</summary>
        public static readonly LedPattern Searching = new LedPattern(100, 100, 100, 700);

        /// <summary>Sends the features of every window: alight with a gap every second.</summary>
        public static readonly LedPattern Commissioning = new LedPattern(900, 100);

        /// <summary>One flash every five seconds.</summary>
        public static readonly LedPattern Healthy = new LedPattern(50, 4950);

        /// <summary>No model, or not yet decided: two flashes every five seconds.</summary>
        public static readonly LedPattern NoModel = new LedPattern(50, 250, 50, 4650);

        /// <summary>The machine stands still: a long flash every five seconds.</summary>
        public static readonly LedPattern Stopped = new LedPattern(1000, 4000);

        /// <summary>Twice a second, evenly.</summary>
        public static readonly LedPattern Warning = new LedPattern(250, 250);

        /// <summary>Five times a second, evenly.</summary>
        public static readonly LedPattern Alarm = new LedPattern(100, 100);

        /// <summary>The accelerometer does not deliver: three flashes every two seconds.</summary>
        public static readonly LedPattern SensorFault = new LedPattern(100, 200, 100, 200, 100, 1300);

        /// <summary>Asked to show itself: long, short, short.</summary>
        public static readonly LedPattern Identify = new LedPattern(800, 200, 200, 200, 200, 400);

        /// <summary>The button is held and counts: alight with quick gaps.</summary>
        public static readonly LedPattern Counting = new LedPattern(150, 50);

        /// <summary>About to erase everything: alight.</summary>
        public static readonly LedPattern Erasing = new LedPattern(1000);

        private readonly int[] _spansMs;
        private readonly int _periodMs;

        // Light first, then dark, and so on, ms.
        private LedPattern(params int[] spansMs)
        {
            _spansMs = spansMs;
            for (int i = 0; i < spansMs.Length; i++)
            {
                _periodMs += spansMs[i];
            }
        }

        /// <summary>Whether the LED shines at a time after the pattern has begun.</summary>
        /// <param name="restMs">How long it stays so.</param>
        public bool IsLit(long elapsedMs, out int restMs)
        {
            int phase = (int)(elapsedMs % _periodMs);
            int span = 0;
            while (phase >= _spansMs[span])
            {
                phase -= _spansMs[span];
                span++;
            }

            restMs = _spansMs[span] - phase;
            return (span & 1) == 0;
        }
    }
}
