using NanoMonitor.Core.Model;
using NanoMonitor.UnitTests.Golden;
using NanoMonitor.UnitTests.Vectors;
using nanoFramework.TestFramework;

namespace NanoMonitor.UnitTests
{
    /// <summary>Weight tables are read and give the scores they give on .NET.</summary>
    [TestClass]
    public class GoldenModelTests
    {
        [TestMethod]
        public void Tables_reproduce_their_own_golden_score()
        {
            for (int table = 0; table < ModelVectors.TableCount; table++)
            {
                GroupMade model = new GroupMade(WeightTable.Read(ModelVectors.Table(table)));
                Assert.IsTrue(model.ReproducesGoldenScore(), "table " + table.ToString());
            }
        }

        [TestMethod]
        public void Scores_modes_terms_and_blame_are_the_same()
        {
            for (int index = 0; index < ModelVectors.TableCount; index++)
            {
                Check(index, "table " + index.ToString());
            }
        }

        private static void Check(int index, string what)
        {
            WeightTable table = WeightTable.Read(ModelVectors.Table(index));
            int features = table.Spec.FeatureCount;
            GroupMade model = new GroupMade(table);
            Blame blame = new Blame(features);
            int[] scores = ModelVectors.Scores(index);
            int[] modes = ModelVectors.Modes(index);
            for (int i = 0; i < GoldenModelInput.Count; i++)
            {
                Assert.AreEqual(scores[i], model.Evaluate(GoldenModelInput.Create(index, i, features)), what + " score");
                Assert.AreEqual(modes[i], model.Mode, what + " mode");
                VectorAssert.AreEqual(what + " terms", ModelVectors.Terms((index * GoldenModelInput.Count) + i), model.Terms);
                blame.Add(model.Terms);
            }

            int[] top = new int[3];
            blame.Top(top);
            VectorAssert.AreEqual(what + " blamed", ModelVectors.Blamed(index), top);
        }
    }
}
