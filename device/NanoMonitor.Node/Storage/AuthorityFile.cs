using System;
using System.IO;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Node.Storage
{
    /// <summary>
    /// The certificate of the broker's authority, <c>ca.pem</c>. A new one belongs to a new configuration: it waits in
    /// <c>ca.new</c> (the configuration's sequence, 4 bytes, then the certificate), written before that configuration, and takes
    /// its place at the boot at which that is in force. A power cut at any byte so leaves both old or both new.
    /// </summary>
    public static class AuthorityFile
    {
        /// <summary>PEM or DER.</summary>
        public const string FilePath = StorageFiles.Root + "ca.pem";

        private const string NewPath = StorageFiles.Root + "ca.new";
        private const int SequenceLength = 4;

        public static bool Exists
        {
            get { return StorageFiles.LengthOf(FilePath) > 0; }
        }

        /// <summary>Has a certificate wait for its configuration.</summary>
        /// <param name="sequence">The configuration's, which is not written yet.</param>
        /// <exception cref="IOException">No room.</exception>
        public static void Propose(byte[] certificate, int sequence)
        {
            byte[] waiting = new byte[SequenceLength + certificate.Length];
            Bytes.WriteInt32(waiting, 0, sequence);
            certificate.CopyTo(waiting, SequenceLength);
            File.WriteAllBytes(NewPath, waiting);
        }

        /// <summary>Nothing waits any more.</summary>
        public static void Withdraw()
        {
            StorageFiles.Delete(NewPath);
        }

        /// <summary>At a boot: what waits for the configuration in force takes its place, what waits for another was never committed.</summary>
        /// <param name="sequence">Of the configuration in force; 0 = there is none.</param>
        public static void Settle(int sequence)
        {
            byte[] waiting = StorageFiles.ReadOrNull(NewPath);
            if (waiting == null)
            {
                return;
            }

            try
            {
                if (waiting.Length > SequenceLength && Bytes.ReadInt32(waiting, 0) == sequence)
                {
                    File.WriteAllBytes(FilePath, Bytes.Slice(waiting, SequenceLength, waiting.Length - SequenceLength));
                }

                Withdraw();
            }
            catch (IOException e)
            {
                // The next boot tries again.
                Console.WriteLine(FilePath + ": " + e.Message);
            }
        }
    }
}
