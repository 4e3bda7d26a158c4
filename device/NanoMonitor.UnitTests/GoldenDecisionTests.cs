using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Scores become the states they become on .NET.</summary>
    [TestClass]
    public class GoldenDecisionTests
    {
        [TestMethod]
        public void States_and_means_are_the_same_window_by_window()
        {
            for (int run = 0; run < GoldenDecision.Count; run++)
            {
                int[] expected = DecisionVectors.Results(run);
                GoldenDecision decision = new GoldenDecision(run);
                for (int window = 0; window < GoldenDecision.Windows; window++)
                {
                    int[] actual = decision.Next();
                    for (int i = 0; i < actual.Length; i++)
                    {
                        Assert.AreEqual(expected[(window * actual.Length) + i], actual[i], "run " + run.ToString() + ", window " + window.ToString());
                    }
                }
            }
        }
    }
}
