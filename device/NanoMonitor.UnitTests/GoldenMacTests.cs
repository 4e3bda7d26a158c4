using System;
using System.Security.Cryptography;
using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Sealed messages, keys and digests have the bytes they have on .NET. The desktop's nanoclr has no cryptography.</summary>
    [TestClass]
    public class GoldenMacTests
    {
        [Setup]
        public void Needs_cryptography()
        {
            try
            {
                HMACSHA256.HashData(new byte[32], new byte[1]);
            }
            catch (NotSupportedException)
            {
                Assert.SkipTest("this nanoCLR has no cryptography");
            }
        }

        [TestMethod]
        public void Sealed_bytes_are_the_same()
        {
            for (int i = 0; i < GoldenMessage.SealedCount; i++)
            {
                VectorAssert.AreEqual("message " + i.ToString(), ProtocolVectors.Sealed(i), GoldenMessage.EncodeSealed(i));
            }
        }
    }
}
