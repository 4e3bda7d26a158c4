using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Messages and files have the bytes they have on .NET.</summary>
    [TestClass]
    public class GoldenProtocolTests
    {
        [TestMethod]
        public void Encoded_bytes_are_the_same()
        {
            for (int i = 0; i < GoldenMessage.PlainCount; i++)
            {
                VectorAssert.AreEqual("message " + i.ToString(), ProtocolVectors.Plain(i), GoldenMessage.EncodePlain(i));
            }
        }

        [TestMethod]
        public void Decoded_bytes_encode_to_the_same()
        {
            for (int i = 0; i < GoldenMessage.PlainCount; i++)
            {
                byte[] bytes = ProtocolVectors.Plain(i);
                VectorAssert.AreEqual("message " + i.ToString(), bytes, GoldenMessage.Again(i, bytes));
            }
        }
    }
}
