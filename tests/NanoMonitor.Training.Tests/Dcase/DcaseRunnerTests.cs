using NanoMonitor.Datasets.Dcase;
using NanoMonitor.Training.Clips;
using NanoMonitor.Training.Dcase;
using NanoMonitor.Training.Detectors;

namespace NanoMonitor.Training.Tests.Dcase;

public sealed class DcaseRunnerTests : IDisposable
{
    private static readonly DetectorKind[] Kinds = [new GroupMadeKind(), new MahalanobisKind()];
    private readonly DcaseTreeFolder tree = new();

    public void Dispose() => tree.Dispose();

    [Theory]
    [InlineData("statistics", true)]
    [InlineData("statistics", false)]
    [InlineData("contexts", true)]
    public void Finds_planted_anomalies(string features, bool perMachine)
    {
        tree.Write("fan", train: 40, test: 6);
        var result = Run(features, perMachine, [])["mahalanobis"];
        Assert.Equal(["00", "02"], result.Areas.Keys);
        Assert.All(result.Areas.Values, area => Assert.InRange(area.Auc!.Value, 0.95, 1));
        Assert.InRange(result.Average.Pauc!.Value, 0.8, 1);
        Assert.All(result.Scores.Values, scores => Assert.Equal(12, scores.Count));
    }

    [Fact]
    public void A_clip_that_sounds_like_another_machine_is_found_by_telling_machines_apart()
    {
        tree.Write("fan", train: 40, test: 0);
        var random = new Random(2);
        for (int i = 0; i < 6; i++)
        {
            foreach (var (id, ownHz, othersHz) in new[] { ("00", 700, 1500), ("02", 1500, 700) })
            {
                tree.Clip("fan", $"test/normal_id_{id}_{i:D8}.wav", random, ownHz, 0);
                tree.Clip("fan", $"test/anomaly_id_{id}_{i:D8}.wav", random, othersHz, 0);
            }
        }

        var result = Run("statistics", false, [], new IdentityKind())["identity"];
        Assert.Equal(["00", "02"], result.Areas.Keys);
        Assert.All(result.Areas.Values, area => Assert.InRange(area.Auc!.Value, 0.95, 1));
    }

    [Fact]
    public void A_detector_that_tells_machines_apart_is_refused_where_each_has_its_own_model()
    {
        tree.Write("fan", train: 40, test: 1);
        var error = Assert.Throws<TrainingException>(() => Run("statistics", true, [], new IdentityEnsembleKind()));
        Assert.Contains("fan id_00: 'identity-ensemble'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clips_that_cannot_be_used_are_named_and_skipped()
    {
        tree.Write("fan", train: 40, test: 2);
        var random = new Random(1);
        File.WriteAllBytes(tree.Clip("fan", "test/normal_id_00_00000090.wav", random, 700, 0), [1, 2, 3]);
        File.WriteAllBytes(tree.Clip("fan", "test/normal_id_00_00000091.wav", random, 700, 0), []);
        tree.Clip("fan", "test/normal_id_00_00000092.wav", random, 700, 0, rateHz: 8000);
        tree.Clip("fan", "test/normal_id_00_00000093.wav", random, 700, 0, samples: 1000);
        var warnings = new List<string>();
        var result = Run("statistics", true, warnings)["group-made"];
        Assert.Equal(4, result.Scores["00"].Count);
        Assert.Equal(4, warnings.Count);
        Assert.Contains(warnings, warning => warning.Contains("00000090.wav", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("has 8000 Hz, the others have 16000 Hz", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("has 1000 samples", StringComparison.Ordinal));
    }

    [Fact]
    public void Writes_scores_and_areas_as_the_challenge_has_them()
    {
        tree.Write("fan", train: 40, test: 2);
        var result = Run("statistics", true, [])["group-made"];
        Assert.Equal("anomaly_score_fan_id_00.csv", result.ScoreFileName("00"));
        string[] lines = result.ScoreLines("00").Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("anomaly_id_00_00000000.wav,", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^fan\nid,AUC,pAUC\n00,[\d.]+,[\d.]+\n02,[\d.]+,[\d.]+\nAverage,[\d.]+,[\d.]+\n\n$", result.ResultLines());
    }

    [Fact]
    public void Too_few_training_clips_are_refused()
    {
        tree.Write("fan", train: 10, test: 1);
        Assert.Contains("fan id_00: there are 10 training clips", Assert.Throws<TrainingException>(() => Run("statistics", true, [])).Message, StringComparison.Ordinal);
    }

    private IReadOnlyDictionary<string, DcaseResult> Run(string features, bool perMachine, List<string> warnings, params DetectorKind[] kinds)
    {
        var type = Assert.Single(DcaseTree.Open(tree.Path, warnings));
        return new DcaseRunner(ClipRows.All.Single(layout => layout.Name == features), perMachine, warnings).Run(type, kinds.Length == 0 ? Kinds : kinds, 1);
    }
}
