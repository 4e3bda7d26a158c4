using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Velocity comes out as on .NET.</summary>
    [TestClass]
    public class GoldenVelocityTests
    {
        [TestMethod]
        public void Coefficients_and_velocities_are_the_same()
        {
            for (int i = 0; i < GoldenVelocity.Count; i++)
            {
                VectorAssert.AreEqual("signal " + i.ToString(), VelocityVectors.Results(i), GoldenVelocity.Measure(i));
            }
        }
    }
}
