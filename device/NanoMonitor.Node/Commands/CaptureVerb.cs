using NanoMonitor.Core.Protocol;
using NanoMonitor.Node.Sampling;

namespace NanoMonitor.Node.Commands
{
    /// <summary><c>capture</c>: records so many windows and sends their counts; none ends the capture of that id.</summary>
    public sealed class CaptureVerb : IVerb
    {
        private readonly WaveformRecorder _recorder;

        public CaptureVerb(WaveformRecorder recorder)
        {
            _recorder = recorder;
        }

        public string Name
        {
            get { return Command.CaptureVerb; }
        }

        public void Execute(Command command)
        {
            int id = command.IntegerArgument(Command.IdArgument, 1, int.MaxValue);
            int windows = command.IntegerArgument(Command.WindowsArgument, 0, CaptureChunk.MaximumWindows);
            if (windows == 0)
            {
                _recorder.Stop(id);
            }
            else
            {
                _recorder.Begin(id, windows);
            }
        }
    }
}
