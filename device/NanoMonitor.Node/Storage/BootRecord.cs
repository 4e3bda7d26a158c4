using System;
using System.IO;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Storage
{
    /// <summary>Counts boots, and keeps why the node restarted itself. Files: <c>boot.a</c>, <c>boot.b</c>, <c>reboot.txt</c>.</summary>
    public sealed class BootRecord
    {
        private const string ReasonPath = StorageFiles.Root + "reboot.txt";
        private const int LongestReason = 100;

        private readonly TwoSlotRecord _counter = new TwoSlotRecord("boot");

        /// <summary>Grows with every boot, from 1.</summary>
        public int BootId { get; private set; }

        /// <summary>Why the node booted: what it wrote before it rebooted itself, else "power-on".</summary>
        public string Reason { get; private set; }

        /// <summary>Counts this boot; once per boot, first of all.</summary>
        public void Begin()
        {
            byte[] last = _counter.ReadOrNull();
            BootId = last != null && last.Length == 4 ? Bytes.ReadInt32(last, 0) + 1 : 1;
            byte[] next = new byte[4];
            Bytes.WriteInt32(next, 0, BootId);
            _counter.Write(next);

            byte[] reason = StorageFiles.ReadOrNull(ReasonPath);
            Reason = reason == null || reason.Length == 0 ? "power-on" : Bytes.ToAscii(reason, 0, reason.Length);
            StorageFiles.Delete(ReasonPath);
        }

        /// <summary>Keeps the reason for the reboot that follows, where there is room for it.</summary>
        public void Plan(string reason)
        {
            string text = reason.Length > LongestReason ? reason.Substring(0, LongestReason) : reason;
            try
            {
                File.WriteAllBytes(ReasonPath, Bytes.FromAscii(text));
            }
            catch (IOException e)
            {
                Console.WriteLine(ReasonPath + ": " + e.Message);
            }
        }
    }
}
