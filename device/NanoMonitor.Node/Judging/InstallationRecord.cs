using System;
using System.IO;
using NanoMonitor.Core.Binary;
using NanoMonitor.Node.Storage;

namespace NanoMonitor.Node.Judging
{
    /// <summary>
    /// What a judge has learned of the installation, over reboots and power cuts: the record <c>learned</c>. The sampling thread
    /// hands it over, the thread that keeps files writes it; another table, or another generation of it, begins anew.
    /// <code>
    /// bytes  field
    ///     1  version 1
    ///     4  CRC-32 of the table
    ///     4  its generation
    ///     …  what the judge saves
    /// </code>
    /// </summary>
    public sealed class InstallationRecord
    {
        private const int Version = 1;
        private const int HeaderLength = 9;

        private readonly object _gate = new object();
        private readonly TwoSlotRecord _record = new TwoSlotRecord("learned");
        private byte[] _kept;
        private byte[] _waiting;
        private bool _forgets;

        /// <summary>Reads what was kept.</summary>
        public void Load()
        {
            _kept = _record.ReadOrNull();
        }

        /// <summary>Gives a judge what one with the same table and generation had learned when it was last kept.</summary>
        public void Restore(Judge judge)
        {
            lock (_gate)
            {
                byte[] newest = _waiting == null ? _kept : _waiting;
                if (newest != null && judge.Learns)
                {
                    Read(newest, judge);
                }
            }
        }

        /// <summary>Hands over what a judge has learned by now; on the sampling thread.</summary>
        public void Keep(Judge judge)
        {
            PayloadWriter writer = new PayloadWriter(HeaderLength + judge.LearnedLength);
            writer.Byte(Version);
            writer.Int32(judge.Crc);
            writer.Int32(judge.Generation);
            judge.SaveLearned(writer);
            lock (_gate)
            {
                if (!_forgets)
                {
                    _waiting = writer.ToArray();
                }
            }
        }

        /// <summary>Writes what was handed over, if anything was.</summary>
        public void Update()
        {
            byte[] next;
            lock (_gate)
            {
                next = _waiting;
                _waiting = null;
                _kept = next == null ? _kept : next;
            }

            if (next == null)
            {
                return;
            }

            try
            {
                _record.Write(next);
            }
            catch (IOException e)
            {
                // It is learned still, and kept again in a while.
                Console.WriteLine("learned: " + e.Message);
            }
        }

        /// <summary>Forgets what was kept, and has the sampling thread forget what its judges have learned.</summary>
        /// <exception cref="IOException">The drive does not let it.</exception>
        public void Forget()
        {
            lock (_gate)
            {
                _forgets = true;
                _waiting = null;
                _kept = null;
            }

            _record.Erase();
        }

        /// <summary>Whether the judges are to forget; asked for on the sampling thread, or while it rests. Taken once.</summary>
        public bool TakeForget()
        {
            if (!_forgets)
            {
                return false;
            }

            lock (_gate)
            {
                _forgets = false;
                return true;
            }
        }

        private static void Read(byte[] bytes, Judge judge)
        {
            try
            {
                PayloadReader reader = new PayloadReader("learned", bytes, 0);
                reader.Byte("version", Version, Version);
                if (reader.Int32("model") != judge.Crc || reader.Int32("generation") != judge.Generation)
                {
                    return;
                }

                judge.LoadLearned(reader);
                reader.End();
            }
            catch (FormatException e)
            {
                Console.WriteLine(e.Message);
                judge.Forget();
            }
        }
    }
}
