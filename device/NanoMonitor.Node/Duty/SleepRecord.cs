using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Duty
{
    /// <summary>
    /// What makes one boot of many wakes: written once before each deep sleep, read at the wake that follows. Files
    /// <c>sleep.a</c>, <c>sleep.b</c>.
    /// <code>
    /// bytes  field
    ///     1  version 1
    ///     4  boot id
    ///     8  boot nonce
    ///     8  uptime at the wake, ms: that at falling asleep and the planned sleep
    ///     4  wakes since boot, the coming one included
    ///     …  the parts, in the order in which the program puts them together
    /// </code>
    /// </summary>
    public sealed class SleepRecord
    {
        private const int Version = 1;

        // One block of the flash, less the frame of a record.
        private const int Capacity = 4000;

        private readonly TwoSlotRecord _record = new TwoSlotRecord("sleep");
        private PayloadReader _reader;

        public long BootNonce { get; private set; }

        public long UptimeMs { get; private set; }

        public int Wakes { get; private set; }

        /// <summary>Whether this is a wake, in the boot the record tells of.</summary>
        public bool IsWake
        {
            get { return _reader != null; }
        }

        /// <summary>Goes on with the boot that deep sleep has interrupted, or begins one.</summary>
        /// <param name="sleepHasEnded">Whether the chip says so; a record alone may be an old one.</param>
        public void Begin(BootRecord boot, bool sleepHasEnded)
        {
            byte[] payload = _record.ReadOrNull();
            if (payload != null && sleepHasEnded)
            {
                Read(payload, boot);
            }

            if (!IsWake)
            {
                Wakes = 0;
                UptimeMs = 0;
                boot.Begin();
            }
        }

        /// <summary>Gives the parts what they saved; does nothing after a boot.</summary>
        /// <exception cref="FormatException">Other parts saved it.</exception>
        public void Restore(ICarried[] parts)
        {
            if (_reader == null)
            {
                return;
            }

            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].Load(_reader);
            }

            _reader.End();
        }

        /// <summary>Keeps the state; one write of one file.</summary>
        /// <returns>False where there was no room: the next wake will be a boot of its own.</returns>
        public bool Write(int bootId, long bootNonce, long uptimeAtWakeMs, ICarried[] parts)
        {
            PayloadWriter writer = new PayloadWriter(Capacity);
            writer.Byte(Version);
            writer.Int32(bootId);
            writer.Int64(bootNonce);
            writer.Int64(uptimeAtWakeMs);
            writer.Int32(Wakes + 1);
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i].Save(writer);
            }

            try
            {
                _record.Write(writer.ToArray());
                return true;
            }
            catch (IOException e)
            {
                // The one before tells of an earlier sleep of the same boot, and would count from there again.
                _record.Erase();
                Console.WriteLine("sleep record: " + e.Message);
                return false;
            }
        }

        private void Read(byte[] payload, BootRecord boot)
        {
            try
            {
                PayloadReader reader = new PayloadReader("sleep record", payload, 0);
                reader.Byte("version", Version, Version);
                int recordedBootId = reader.Count("boot id");
                BootNonce = reader.Int64("boot nonce");
                UptimeMs = reader.LongCount("uptime");
                Wakes = reader.Count("wakes");
                _reader = boot.Continue(recordedBootId) ? reader : null;
            }
            catch (FormatException e)
            {
                Console.WriteLine(e.Message);
            }
        }
    }
}
