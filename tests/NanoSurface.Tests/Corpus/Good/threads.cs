// accepted
using System;
using System.Threading;

namespace NanoMonitor.Corpus
{
    public sealed class Worker
    {
        private readonly AutoResetEvent _signal = new AutoResetEvent(false);
        private readonly Thread _thread;
        private bool _stop;

        public Worker()
        {
            _thread = new Thread(Loop);
            _thread.Start();
        }

        public event EventHandler Ticked;

        public void Stop()
        {
            _stop = true;
            _signal.Set();
            _thread.Join(1000);
        }

        private void Loop()
        {
            while (!_stop)
            {
                _signal.WaitOne(100, false);
                Ticked?.Invoke(this, EventArgs.Empty);
            }
        }
    }
}
