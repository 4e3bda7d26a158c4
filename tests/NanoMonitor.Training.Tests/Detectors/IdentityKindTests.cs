using NanoMonitor.Core.Model;
using NanoMonitor.Training.Detectors;
using NanoMonitor.Training.Evaluation;

namespace NanoMonitor.Training.Tests.Detectors;

/// <summary>Three machines of one type: eight bands, each machine with a tone in another one.</summary>
public class IdentityKindTests
{
    private const int Bands = 8;
    private static readonly Dictionary<string, int> ToneAt = new() { ["a"] = 1, ["b"] = 4, ["c"] = 6 };
    private static readonly TrainingRows Train = Of("a", "b", "c");

    public static TheoryData<string> Names => [.. DetectorKinds.All.Where(kind => kind.NeedsIdentities).Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_a_machine_that_looks_like_another_and_knows_a_healthy_one(string name)
    {
        var detector = DetectorKinds.Named(name).Fit(Train, 1);
        foreach (string own in ToneAt.Keys)
        {
            double[] healthy = detector.Score(Rows(ToneAt[own], 100, 9), own);
            double[] anomalous = [.. ToneAt.Keys.Where(other => other != own).SelectMany(other => detector.Score(Rows(ToneAt[other], 50, 10), own))];
            Assert.InRange(Roc.Area(healthy, anomalous)!.Value, 0.97, 1);
            Assert.All(anomalous, score => Assert.True(double.IsFinite(score)));
        }

        Assert.Empty(detector.Score([], "a"));
        Assert.InRange(detector.Bytes, 1, 1 << 20);
        Assert.InRange(detector.MultiplyAdds!.Value, 1, 1 << 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_scores_for_the_same_seed(string name)
    {
        double[][] rows = Rows(2, 5, 9);
        var kind = DetectorKinds.Named(name);
        double[] scores = kind.Fit(Train, 7).Score(rows, "a");
        Assert.Equal(scores, kind.Fit(Train, 7).Score(rows, "a"));
        Assert.NotEqual(scores, kind.Fit(Train, 8).Score(rows, "a"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Accepts_two_identities_at_least(string name)
    {
        var kind = DetectorKinds.Named(name);
        Assert.True(kind.Accepts(Of("a", "b")));
        Assert.False(kind.Accepts(Of("a", "a")));
        Assert.False(kind.Accepts(new TrainingRows(Train.Runs, Train.Order, null)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_has_the_same_score_alone_and_among_others(string name)
    {
        var detector = DetectorKinds.Named(name).Fit(Train, 1);
        double[][] rows = [.. Rows(1, 5, 9), .. Rows(6, 5, 10)];
        Assert.Equal(detector.Score(rows, "a"), rows.SelectMany(row => detector.Score([row], "a")), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_row_of_an_identity_nobody_learned_is_scored_as_the_likeliest()
    {
        var detector = new IdentityKind().Fit(Train, 1);
        double[][] rows = [.. Rows(1, 5, 9), .. Rows(3, 5, 10)];
        double[][] known = [.. ToneAt.Keys.Select(own => detector.Score(rows, own))];
        double[] least = [.. Enumerable.Range(0, rows.Length).Select(n => known.Min(scores => scores[n]))];
        Assert.Equal(least, detector.Score(rows));
        Assert.Equal(least, detector.Score(rows, "d"));
        Assert.All(Enumerable.Range(0, rows.Length), n => Assert.Equal(1, known.Sum(scores => Math.Exp(-scores[n])), 9));
    }

    [Fact]
    public void The_ensemble_also_finds_what_the_classifier_takes_for_its_own()
    {
        double[][] healthy = Rows(1, 100, 9);
        double[][] louder = [.. Rows(1, 100, 10).Select(row => row.Select((value, band) => band == 1 ? value + 12 : value).ToArray())];
        double Area(DetectorKind kind)
        {
            var detector = kind.Fit(Train, 1);
            return Roc.Area(detector.Score(healthy, "a"), detector.Score(louder, "a"))!.Value;
        }

        Assert.InRange(Area(new IdentityKind()), 0, 0.8);
        Assert.InRange(Area(new IdentityEnsembleKind()), 0.95, 1);
    }

    private static TrainingRows Of(params string[] machines)
    {
        return new TrainingRows([.. machines.Select((machine, run) => Rows(ToneAt[machine], 120, run))], new GroupOrder([4, 4], [.. Enumerable.Range(0, Bands)]), null)
        {
            Identities = machines,
            Spectra = [[.. Enumerable.Range(0, Bands)]],
        };
    }

    // Levels in dB.
    private static double[][] Rows(int toneAt, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Bands).Select(band => (band == toneAt ? 6 : 0) + random.Normal()).ToArray())];
    }
}
