using NanoMonitor.Core.Signal;
using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>The signal chain gives the features it gives on .NET.</summary>
    [TestClass]
    public class GoldenSignalTests
    {
        [TestMethod]
        public void Windows_of_128_samples_have_the_same_features()
        {
            Check(0, GoldenWindow.Count / 3);
        }

        [TestMethod]
        public void Windows_of_256_samples_have_the_same_features()
        {
            Check(GoldenWindow.Count / 3, 2 * GoldenWindow.Count / 3);
        }

        [TestMethod]
        public void Windows_of_512_samples_have_the_same_features()
        {
            Check(2 * GoldenWindow.Count / 3, GoldenWindow.Count);
        }

        private static void Check(int first, int end)
        {
            Assert.AreEqual(SignalVectors.SignalRevision, FeatureSpec.SignalRevision);
            int[] flat = SignalVectors.Flat();
            for (int i = first; i < end; i++)
            {
                GoldenWindow window = new GoldenWindow(i);
                string what = "window " + i.ToString();
                WindowFeatures result = new WindowFeatures(window.Spec);
                new FeatureExtractor(window.Spec).Extract(window.Samples(), window.TemperatureCentiC, result);
                VectorAssert.AreEqual(what, SignalVectors.Values(i), result.Values);
                VectorAssert.AreEqual(what + " RMS", SignalVectors.RmsMilliG(i), result.RmsMilliG);
                Assert.AreEqual(flat[i], result.Flat ? 1 : 0, what + " flat");
            }
        }
    }
}
