using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>What Core takes for granted of the interpreter.</summary>
    [TestClass]
    public class LanguageTests
    {
        [TestMethod]
        public void Products_wrap_around_in_int_and_not_in_long()
        {
            int[] factor = { 16777619 };
            Assert.AreEqual(637696617, unchecked(factor[0] * factor[0]));
            Assert.AreEqual(281488499309161, (long)factor[0] * factor[0]);
        }

        [TestMethod]
        public void Shifts_to_the_right_keep_the_sign()
        {
            int[] values = { -5, int.MinValue };
            long[] wide = { -5, long.MinValue };
            Assert.AreEqual(-3, values[0] >> 1);
            Assert.AreEqual(-1, values[1] >> 31);
            Assert.AreEqual(-3L, wide[0] >> 1);
            Assert.AreEqual(-1L, wide[1] >> 63);
        }

        [TestMethod]
        public void Division_rounds_towards_zero()
        {
            int[] values = { -7, 7 };
            Assert.AreEqual(-3, values[0] / 2);
            Assert.AreEqual(-1, values[0] % 2);
            Assert.AreEqual(3, values[1] / 2);
        }

        [TestMethod]
        public void Narrow_arrays_give_back_signed_values()
        {
            sbyte[] weights = { -128, 127 };
            short[] features = { -32768, 32767 };
            byte[] raw = { 0xFF, 0x80 };
            Assert.AreEqual(-128 * -32768, weights[0] * features[0]);
            Assert.AreEqual(127 * 32767, weights[1] * features[1]);
            int sample = (short)((raw[0] << 8) | raw[1]);
            Assert.AreEqual(-128, sample);
        }
    }
}
