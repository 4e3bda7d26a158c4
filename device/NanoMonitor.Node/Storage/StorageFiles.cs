using System.IO;

namespace NanoMonitor.Node.Storage
{
    /// <summary>Small whole files on the node's drive, where a file can be missing or cut short at any byte.</summary>
    public static class StorageFiles
    {
        public const string Root = "I:\\";

        /// <summary>The file's bytes, or null where there is none or it cannot be read.</summary>
        public static byte[] ReadOrNull(string path)
        {
            try
            {
                return File.Exists(path) ? File.ReadAllBytes(path) : null;
            }
            catch (IOException)
            {
                return null;
            }
        }

        public static void Delete(string path)
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }

        /// <summary>Overwrites <paramref name="count"/> bytes of an existing file, or lengthens it.</summary>
        /// <exception cref="IOException">There is no such file, or no room.</exception>
        public static void WriteAt(string path, int position, byte[] bytes, int count)
        {
            using (FileStream stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            {
                stream.Seek(position, SeekOrigin.Begin);
                stream.Write(bytes, 0, count);
                stream.Flush();
            }
        }

        /// <summary>Reads <paramref name="count"/> bytes; null where the file is missing or shorter.</summary>
        public static byte[] ReadAtOrNull(string path, int position, int count)
        {
            if (!File.Exists(path))
            {
                return null;
            }

            try
            {
                using (FileStream stream = new FileStream(path, FileMode.Open, FileAccess.Read))
                {
                    if (stream.Length < position + count)
                    {
                        return null;
                    }

                    stream.Seek(position, SeekOrigin.Begin);
                    byte[] bytes = new byte[count];
                    int done = 0;
                    while (done < count)
                    {
                        int read = stream.Read(bytes, done, count - done);
                        if (read <= 0)
                        {
                            return null;
                        }

                        done += read;
                    }

                    return bytes;
                }
            }
            catch (IOException)
            {
                return null;
            }
        }

        /// <summary>Length in bytes; 0 where there is none or it cannot be opened.</summary>
        public static int LengthOf(string path)
        {
            if (!File.Exists(path))
            {
                return 0;
            }

            try
            {
                using (FileStream stream = new FileStream(path, FileMode.Open, FileAccess.Read))
                {
                    return (int)stream.Length;
                }
            }
            catch (IOException)
            {
                return 0;
            }
        }
    }
}
