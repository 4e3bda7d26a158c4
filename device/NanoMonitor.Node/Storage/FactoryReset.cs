using System;
using System.IO;
using nanoFramework.Runtime.Native;

namespace NanoMonitor.Node.Storage
{
    /// <summary>
    /// Makes the node forget what it is for: erases every file but those of the board itself. It begins with the marker
    /// <c>reset.now</c> and is carried out at the boot that follows, before anything else; the marker goes last, so that a power
    /// cut at any point is made good at the next boot. What stays: the boot counter, so that no id of a boot comes twice; the
    /// counters of commands and manifests, so that nobody can repeat an old one; the pins of LED and button.
    /// </summary>
    public sealed class FactoryReset
    {
        private const string MarkerPath = StorageFiles.Root + "reset.now";
        private const string Kept = " boot.a boot.b reboot.txt command.a command.b manifest.a manifest.b panel.a panel.b ";

        private readonly BootRecord _boot;

        public FactoryReset(BootRecord boot)
        {
            _boot = boot;
        }

        /// <summary>Decides that the next boot erases.</summary>
        /// <exception cref="IOException">Not even after giving up what is largest is there room for the marker.</exception>
        public void Begin()
        {
            try
            {
                File.WriteAllBytes(MarkerPath, new byte[] { 1 });
            }
            catch (IOException)
            {
                StorageFiles.Delete(StorageFiles.Root + "model.a");
                StorageFiles.Delete(StorageFiles.Root + "model.b");
                File.WriteAllBytes(MarkerPath, new byte[] { 1 });
            }
        }

        /// <summary>Why the node restarts then, for <see cref="BootRecord.Plan"/>.</summary>
        public static string ReasonOf(string cause)
        {
            return "factory reset: " + cause;
        }

        /// <summary>Restarts the node, which erases then.</summary>
        public void Restart(string cause)
        {
            _boot.Plan(ReasonOf(cause));
            Power.RebootDevice(RebootOption.NormalReboot);
        }

        /// <summary>Erases, if that was begun; first of all at a boot.</summary>
        public void FinishIfBegun()
        {
            if (!File.Exists(MarkerPath))
            {
                return;
            }

            try
            {
                string[] paths = Directory.GetFiles(StorageFiles.Root);
                for (int i = 0; i < paths.Length; i++)
                {
                    string name = paths[i].Substring(paths[i].LastIndexOf('\\') + 1);
                    if (paths[i] != MarkerPath && Kept.IndexOf(" " + name + " ") < 0)
                    {
                        File.Delete(StorageFiles.Root + name);
                    }
                }

                StorageFiles.Delete(MarkerPath);
            }
            catch (IOException e)
            {
                // The marker stays: the next boot tries again.
                Console.WriteLine("factory reset: " + e.Message);
            }
        }
    }
}
