using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Compares arrays number by number, and names the first that differs.</summary>
    internal static class VectorAssert
    {
        public static void AreEqual(string what, int[] expected, int[] actual)
        {
            Assert.AreEqual(expected.Length, actual.Length, what);
            for (int i = 0; i < expected.Length; i++)
            {
                if (expected[i] != actual[i])
                {
                    Assert.AreEqual(expected[i], actual[i], At(what, i));
                }
            }
        }

        public static void AreEqual(string what, long[] expected, long[] actual)
        {
            Assert.AreEqual(expected.Length, actual.Length, what);
            for (int i = 0; i < expected.Length; i++)
            {
                if (expected[i] != actual[i])
                {
                    Assert.AreEqual(expected[i], actual[i], At(what, i));
                }
            }
        }

        public static void AreEqual(string what, short[] expected, short[] actual)
        {
            Assert.AreEqual(expected.Length, actual.Length, what);
            for (int i = 0; i < expected.Length; i++)
            {
                if (expected[i] != actual[i])
                {
                    Assert.AreEqual((int)expected[i], (int)actual[i], At(what, i));
                }
            }
        }

        public static void AreEqual(string what, byte[] expected, byte[] actual)
        {
            Assert.AreEqual(expected.Length, actual.Length, what);
            for (int i = 0; i < expected.Length; i++)
            {
                if (expected[i] != actual[i])
                {
                    Assert.AreEqual((int)expected[i], (int)actual[i], At(what, i));
                }
            }
        }

        private static string At(string what, int index)
        {
            return what + ", number " + index.ToString();
        }
    }
}
