// accepted
using nanoFramework.Hardware.Esp32;

namespace NanoMonitor.Corpus
{
    public sealed class Numbers
    {
        private readonly long[] _time = new long[1];

        public long Micros()
        {
            _time[0] = (long)HighResTimer.GetCurrent();
            return _time[0] / 10;
        }

        public int Mix(byte[] bytes, ushort word, short sample, char letter)
        {
            int sum = bytes[0] + word + sample + letter;
            sum = unchecked(sum * 16777619);
            return (sbyte)sum + (int)((long)sum * sum >> 20);
        }

        public string Text(int value)
        {
            return value.ToString("D4") + value.ToString("X8") + value.ToString("N0") + string.Format("{0} and {1,6}", value, 2 * value);
        }
    }
}
