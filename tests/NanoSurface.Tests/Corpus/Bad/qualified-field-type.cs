// expects qualified-name at line 6
namespace NanoMonitor.Corpus
{
    public sealed class Sample
    {
        private readonly System.Threading.AutoResetEvent _signal;

        public Sample()
        {
            _signal = null;
        }

        public bool Ready
        {
            get { return _signal != null; }
        }
    }
}
