using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>The integer functions give the numbers they give on .NET.</summary>
    [TestClass]
    public class GoldenNumberTests
    {
        [TestMethod]
        public void Checksums_are_the_same()
        {
            VectorAssert.AreEqual("CRC32", NumberVectors.Crc32OfPrefixes(), GoldenNumbers.Crc32OfPrefixes());
        }

        [TestMethod]
        public void Logarithms_are_the_same()
        {
            VectorAssert.AreEqual("log2", NumberVectors.Logarithms(), GoldenNumbers.Logarithms());
        }

        [TestMethod]
        public void Requantized_accumulators_are_the_same()
        {
            VectorAssert.AreEqual("requantized", NumberVectors.Requantized(), GoldenNumbers.Requantized());
        }

        [TestMethod]
        public void Roots_are_the_same()
        {
            VectorAssert.AreEqual("root", NumberVectors.Roots(), GoldenNumbers.Roots());
        }

        [TestMethod]
        public void Powers_of_two_are_the_same()
        {
            VectorAssert.AreEqual("power", NumberVectors.Powers(), GoldenNumbers.Powers());
        }

        [TestMethod]
        public void Sines_and_cosines_are_the_same()
        {
            VectorAssert.AreEqual("sine", NumberVectors.SinesAndCosines(), GoldenNumbers.SinesAndCosines());
        }
    }
}
