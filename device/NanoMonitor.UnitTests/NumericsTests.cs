using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Numerics;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>The integer arithmetic that features and scores stand on, with values worked out by hand.</summary>
    [TestClass]
    public class NumericsTests
    {
        [TestMethod]
        public void Requantization_rounds_halves_up_on_both_sides_of_zero()
        {
            Assert.AreEqual(2, Requantization.Apply(3, 1, 1));
            Assert.AreEqual(-1, Requantization.Apply(-3, 1, 1));
            Assert.AreEqual(0, Requantization.Apply(-1, 1, 1));
            Assert.AreEqual(32767, Requantization.Apply(int.MaxValue, 32767, 31));
            Assert.AreEqual(-32767, Requantization.Apply(int.MinValue, 32767, 31));
        }

        [TestMethod]
        public void Root_is_the_largest_whose_square_fits()
        {
            Assert.AreEqual(0L, IntegerRoot.Floor(0));
            Assert.AreEqual(9L, IntegerRoot.Floor(99));
            Assert.AreEqual(10L, IntegerRoot.Floor(100));
            Assert.AreEqual(2147483647L, IntegerRoot.Floor(4611686018427387903L));
        }

        [TestMethod]
        public void Logarithm_of_a_power_of_two_is_its_exponent()
        {
            Log2Table log2 = new Log2Table();
            Assert.AreEqual(0, log2.Q8(1));
            for (int exponent = 1; exponent < 63; exponent++)
            {
                Assert.AreEqual(exponent, log2.Q8(1L << exponent) >> 8);
            }
        }

        [TestMethod]
        public void Crc32_of_the_check_string_is_the_published_one()
        {
            byte[] bytes = Bytes.FromAscii("123456789");
            Assert.AreEqual(-873187034, Crc32.Of(bytes, 0, bytes.Length));
        }
    }
}
