using System;
using System.IO;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Storage
{
    /// <summary>
    /// Counts boots by what caused them, and keeps why the node restarted itself. Files: <c>boot.a</c>, <c>boot.b</c>
    /// (boot id, then power-ons, faults, watchdog restarts, other planned restarts; 4 bytes each), <c>reboot.txt</c>.
    /// nanoFramework does not tell one reset from another, so whatever the firmware has not planned counts as a power-on:
    /// a brown-out, the reset button, a crash below the interpreter.
    /// </summary>
    public sealed class BootRecord
    {
        /// <summary>Begins the reason of a restart after an exception.</summary>
        public const string Fault = "fault";

        /// <summary>Begins the reason of a restart by the watchdog.</summary>
        public const string Watchdog = "watchdog";

        private const string PowerOn = "power-on";
        private const string ReasonPath = StorageFiles.Root + "reboot.txt";
        private const int LongestReason = 100;
        private const int Length = 20;

        // An id that cannot be kept must not be the next boot's too.
        private const int UnkeptSpan = 1 << 20;

        private readonly TwoSlotRecord _record = new TwoSlotRecord("boot");

        /// <summary>Grows with every boot, from 1. A wake from deep sleep is none.</summary>
        public int BootId { get; private set; }

        /// <summary>Why the node booted: what it wrote before it rebooted itself, else "power-on".</summary>
        public string Reason { get; private set; } = PowerOn;

        public int PowerOns { get; private set; }

        public int Faults { get; private set; }

        public int WatchdogRestarts { get; private set; }

        /// <summary>By command, for a new configuration and the like.</summary>
        public int PlannedRestarts { get; private set; }

        /// <summary>"ok", or why this boot could not be counted on the drive.</summary>
        public string StorageStatus { get; private set; } = "ok";

        /// <summary>Counts this boot; once per boot, first of all.</summary>
        public void Begin()
        {
            Read();
            ReadReason();
            Count();
            BootId++;
            byte[] next = new byte[Length];
            Bytes.WriteInt32(next, 0, BootId);
            Bytes.WriteInt32(next, 4, PowerOns);
            Bytes.WriteInt32(next, 8, Faults);
            Bytes.WriteInt32(next, 12, WatchdogRestarts);
            Bytes.WriteInt32(next, 16, PlannedRestarts);
            try
            {
                _record.Write(next);
                StorageFiles.Delete(ReasonPath);
            }
            catch (IOException e)
            {
                // A full drive must not keep the node from its work.
                StorageStatus = e.Message;
                BootId += new Random().Next(UnkeptSpan);
            }
        }

        /// <summary>Goes on with the boot that deep sleep has interrupted, if it is that one; instead of <see cref="Begin"/>.</summary>
        /// <returns>False where the last boot was another one.</returns>
        public bool Continue(int bootId)
        {
            Read();
            if (BootId != bootId)
            {
                return false;
            }

            Reason = "wake";
            return true;
        }

        /// <summary>Keeps the reason for the reboot that follows, where there is room for it.</summary>
        /// <param name="reason">A cause, and after a colon more about it.</param>
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

        private void Read()
        {
            byte[] last = _record.ReadOrNull();
            if (last == null || last.Length < 4)
            {
                return;
            }

            BootId = Bytes.ReadInt32(last, 0);
            if (last.Length != Length)
            {
                return;
            }

            PowerOns = Bytes.ReadInt32(last, 4);
            Faults = Bytes.ReadInt32(last, 8);
            WatchdogRestarts = Bytes.ReadInt32(last, 12);
            PlannedRestarts = Bytes.ReadInt32(last, 16);
        }

        private void ReadReason()
        {
            byte[] reason = StorageFiles.ReadOrNull(ReasonPath);
            if (reason != null && reason.Length > 0)
            {
                Reason = Bytes.ToAscii(reason, 0, reason.Length);
            }
        }

        private void Count()
        {
            if (Reason == PowerOn)
            {
                PowerOns++;
            }
            else if (Reason.StartsWith(Fault))
            {
                Faults++;
            }
            else if (Reason.StartsWith(Watchdog))
            {
                WatchdogRestarts++;
            }
            else
            {
                PlannedRestarts++;
            }
        }
    }
}
