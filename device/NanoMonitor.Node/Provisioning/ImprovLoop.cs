using System;
using System.Threading;
using NanoMonitor.Core.Provisioning;

namespace NanoMonitor.Node.Provisioning
{
    /// <summary>Takes frames from the serial port, whatever else comes there, and has them answered.</summary>
    public sealed class ImprovLoop
    {
        // Bytes of a frame follow one another within a few milliseconds.
        private const int SilenceMs = 500;

        // Where a driver's event got lost.
        private const int PollMs = 1000;

        private const int ReopenMs = 30000;

        private readonly ImprovPort _port;
        private readonly ImprovService _service;
        private readonly ImprovParser _parser = new ImprovParser();
        private int _damaged;

        public ImprovLoop(ImprovPort port, ImprovService service)
        {
            _port = port;
            _service = service;
        }

        public void Run()
        {
            while (true)
            {
                try
                {
                    _port.Open();
                    _service.SendState();
                    while (true)
                    {
                        Step();
                    }
                }
                catch (Exception e)
                {
                    Console.WriteLine("improv: " + _port.Name + ": " + e.Message);
                }

                _port.Close();
                Thread.Sleep(ReopenMs);
            }
        }

        private void Step()
        {
            if (!_port.Wait(_parser.IsInside ? SilenceMs : PollMs))
            {
                Answer(_parser.BreakOff());
            }

            for (int value = _port.ReadByte(); value >= 0; value = _port.ReadByte())
            {
                Answer(_parser.Add((byte)value));
            }

            if (_parser.Damaged != _damaged)
            {
                _damaged = _parser.Damaged;
                _service.SendError(ImprovError.InvalidCommand);
            }
        }

        private void Answer(bool whole)
        {
            while (whole)
            {
                // Only commands are for the node; the rest is its own echo.
                if (_parser.Type == ImprovFrame.Command)
                {
                    _service.Answer(_parser.Data());
                }

                whole = _parser.Next();
            }
        }
    }
}
