using NanoMonitor.Core.Protocol;
using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.Health;
using NanoMonitor.Fleet.Rollouts.State;

namespace NanoMonitor.Fleet.Tests.Rollouts;

public sealed class RolloutMachineTests
{
    private static readonly RolloutPolicy quick = new() { Soak = TimeSpan.Zero, Patience = TimeSpan.FromMinutes(10), SleepPatience = TimeSpan.FromMinutes(600) };
    private static readonly RolloutPolicy soaking = quick with { Soak = TimeSpan.FromMinutes(5) };

    [Fact]
    public void The_next_wave_begins_when_enough_of_the_last_have_confirmed()
    {
        var rollout = new TestRollout(quick with { SuccessPercent = 50, FailurePercent = 50 }, 2, 2);
        rollout.Step();
        Assert.Equal([NodePhase.Assigned, NodePhase.Assigned, NodePhase.Waiting, NodePhase.Waiting], rollout.Phases);

        rollout.Confirm(2);
        rollout.Step();
        Assert.Equal([NodePhase.Assigned, NodePhase.Done, NodePhase.Assigned, NodePhase.Assigned], rollout.Phases);

        rollout.Confirm(3);
        rollout.Confirm(4);
        rollout.Step();
        Assert.Equal(RolloutStatus.Running, rollout.Record.Status);

        rollout.Confirm(1);
        rollout.Step();
        Assert.Equal(RolloutStatus.Completed, rollout.Record.Status);
    }

    [Fact]
    public void A_manifest_is_newer_than_all_that_was_seen_of_its_node()
    {
        var rollout = new TestRollout(quick, 2);
        long ahead = rollout.Now.ToUnixTimeMilliseconds() + 1_000_000;
        rollout.Change(2, known => known with { Counter = ahead, Generation = 9 });
        rollout.Step();
        Assert.Equal((5, 10), (rollout[1].Generation, rollout[2].Generation));
        Assert.Equal(ahead + 1, rollout[2].Counter);
        Assert.Equal(rollout[2].Counter, ModelManifest.Decode(rollout[2].Manifest!).Counter);
    }

    [Theory]
    [InlineData(ModelReport.Refused, NodePhase.Refused)]
    [InlineData(ModelReport.Reverted, NodePhase.Reverted)]
    public void A_canary_that_gives_the_table_up_stops_the_rollout_and_says_why(string status, NodePhase phase)
    {
        var rollout = new TestRollout(quick, 1, 3);
        rollout.Step();
        rollout.Report(1, status, "golden vector differs");
        rollout.Step();
        Assert.Equal((RolloutStatus.Paused, phase), (rollout.Record.Status, rollout[1].Phase));
        Assert.Contains("wave 1: 1 of 1 node failed: s/n1", rollout.Record.Reason);
        Assert.Contains("golden vector differs", rollout.Record.Reason);
        Assert.Equal(NodePhase.Waiting, rollout[2].Phase);
    }

    [Fact]
    public void Failures_within_the_threshold_do_not_stop_it()
    {
        var rollout = new TestRollout(quick with { SuccessPercent = 75, FailurePercent = 25 }, 4);
        rollout.Step();
        rollout.Report(1, ModelReport.Refused);
        rollout.Confirm(2);
        rollout.Confirm(3);
        rollout.Confirm(4);
        rollout.Step();
        Assert.Equal(RolloutStatus.Completed, rollout.Record.Status);
    }

    [Fact]
    public void It_stops_as_soon_as_success_is_out_of_reach()
    {
        var rollout = new TestRollout(quick with { SuccessPercent = 90, FailurePercent = 100 }, 4);
        rollout.Step();
        rollout.Report(3, ModelReport.Refused);
        rollout.Step();
        Assert.Equal(RolloutStatus.Paused, rollout.Record.Status);
    }

    [Theory]
    [InlineData(true, false, "off line for 10 min")]
    [InlineData(false, true, "asleep for 600 min")]
    [InlineData(false, false, "nothing heard of it for 10 min")]
    public void A_silent_node_is_waited_for_and_then_said_why(bool isLost, bool sleeps, string reason)
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Change(1, known => known with { IsLost = isLost, Sleeps = sleeps, LastHeard = null });
        rollout.Step();
        double patience = sleeps ? 600 : 10;
        rollout.Pass(patience - 1);
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
        rollout.Pass(1);
        Assert.Equal((NodePhase.Silent, reason), (rollout[1].Phase, rollout[1].Reason));
    }

    [Fact]
    public void A_node_that_got_stuck_is_said_where()
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Step();
        rollout.Report(1, ModelReport.Receiving);
        rollout.Pass(10);
        Assert.Equal("connected, but 'receiving 1/4' for 10 min", rollout[1].Reason);
    }

    [Fact]
    public void A_silent_node_counts_as_soon_as_it_confirms()
    {
        var rollout = new TestRollout(quick with { SuccessPercent = 75, FailurePercent = 25 }, 4, 1);
        rollout.Change(4, known => known with { Sleeps = true });
        rollout.Step();
        rollout.Confirm(1);
        rollout.Confirm(2);
        rollout.Pass(10);
        Assert.Equal([NodePhase.Done, NodePhase.Done, NodePhase.Silent, NodePhase.Assigned, NodePhase.Waiting], rollout.Phases);
        rollout.Confirm(3);
        rollout.Step();
        Assert.Equal([NodePhase.Done, NodePhase.Done, NodePhase.Done, NodePhase.Assigned, NodePhase.Assigned], rollout.Phases);
    }

    [Fact]
    public void The_time_that_the_broker_or_the_host_is_away_is_not_held_against_a_node()
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Step();
        rollout.Pass(8);
        rollout.IsConnected = false;
        rollout.Pass(100);
        rollout.IsConnected = true;
        rollout.Pass(1);
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
        rollout.Kill(minutesAway: 100);
        rollout.Step();
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
        rollout.Pass(10);
        Assert.Equal(NodePhase.Silent, rollout[1].Phase);
    }

    [Fact]
    public void A_host_that_takes_over_makes_no_second_manifest()
    {
        var rollout = new TestRollout(quick, 1, 1);
        Assert.True(rollout.Step());
        byte[] manifest = rollout[1].Manifest!;
        rollout.Kill();
        rollout.Step();
        Assert.Equal(manifest, rollout[1].Manifest);
        Assert.False(rollout[1].IsPublished);
        rollout.Confirm(1);
        rollout.Step();
        Assert.Equal([NodePhase.Done, NodePhase.Assigned], rollout.Phases);
    }

    [Fact]
    public void The_first_wave_waits_for_a_before_to_compare_with()
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Step();
        rollout.Pass(4);
        Assert.Equal(NodePhase.Waiting, rollout[1].Phase);
        rollout.Pass(1);
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
    }

    [Fact]
    public void A_node_is_done_when_it_is_no_worse_over_the_soak_time()
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Pass(5);
        rollout.Confirm(1);
        rollout.Pass(4);
        Assert.Equal(NodePhase.Soaking, rollout[1].Phase);
        rollout.Pass(1);
        Assert.Equal(NodePhase.Done, rollout[1].Phase);
        Assert.Equal(100, rollout[1].After.WindowsJudged);
    }

    [Fact]
    public void A_soaking_node_that_sends_nothing_is_silent()
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Pass(5);
        rollout.Report(1, ModelReport.Confirmed);
        rollout.Step();
        rollout.Pass(6);
        Assert.Equal(NodePhase.Soaking, rollout[1].Phase);
        rollout.Pass(9);
        Assert.Equal(NodePhase.Silent, rollout[1].Phase);
    }

    [Theory]
    [InlineData(0, 1, 0, "1 warnings or alarms after the update, 0 before")]
    [InlineData(1, 1, 0, null)]
    [InlineData(0, 0, 10, "9.1 % of the windows voided after the update, 0 % before")]
    [InlineData(0, 0, 5, null)]
    public void More_warnings_or_voided_windows_than_before_are_a_failure(int raisesBefore, int raises, int voided, string? reason)
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Change(1, known => known with { Recent = new HealthCount { Raises = raisesBefore } });
        rollout.Pass(5);
        rollout.Confirm(1);
        rollout.Hear(1, raises, voided: voided);
        rollout.Pass(5);
        Assert.Equal(reason is null ? NodePhase.Done : NodePhase.Worse, rollout[1].Phase);
        Assert.True(reason is null || rollout[1].Reason == reason, rollout[1].Reason);
    }

    [Fact]
    public void What_a_node_says_of_the_table_before_is_not_held_against_the_new_one()
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Pass(5);
        rollout.Confirm(1);
        rollout.Change(1, known => known with { News = [.. known.News, new HealthIncrement(rollout.Now, 4, 3, 1, 0, 100)] });
        rollout.Pass(5);
        Assert.Equal(NodePhase.Done, rollout[1].Phase);
    }

    [Fact]
    public void A_failing_wave_goes_back_to_the_old_table_under_a_higher_generation_and_earlier_waves_stay()
    {
        var rollout = new TestRollout(quick with { OnFailure = FailureAction.RollBack }, 1, 2);
        rollout.Step();
        rollout.Confirm(1);
        rollout.Step();
        rollout.Report(2, ModelReport.Confirmed);
        rollout.Report(3, ModelReport.Reverted, "above the band");
        rollout.Step();
        Assert.Equal(RolloutStatus.RollingBack, rollout.Record.Status);
        Assert.Equal([NodePhase.Done, NodePhase.GoingBack, NodePhase.GoingBack], rollout.Phases);
        ModelManifest manifest = ModelManifest.Decode(rollout[2].Manifest!);
        Assert.Equal(("old", 6, 5000, 6000), (manifest.ModelId, manifest.Generation, manifest.WarningScore, manifest.AlarmScore));

        rollout.Report(2, ModelReport.Confirmed);
        rollout.Report(3, ModelReport.Confirmed);
        rollout.Step();
        Assert.Equal(RolloutStatus.RolledBack, rollout.Record.Status);
        Assert.Equal([NodePhase.Done, NodePhase.WentBack, NodePhase.WentBack], rollout.Phases);
    }

    [Fact]
    public void A_node_that_had_no_model_keeps_the_new_one_once_it_runs_it_and_else_is_not_given_it()
    {
        var rollout = new TestRollout(quick, [2], before: null);
        rollout.Step();
        rollout.Confirm(1);
        rollout.Ask(RolloutRequest.RollBack);
        Assert.Equal((NodePhase.StayedBehind, "had no model before: only a factory reset takes new away"), (rollout[1].Phase, rollout[1].Reason));
        Assert.Equal(NodePhase.Withdrawn, rollout[2].Phase);
        Assert.Empty(rollout[2].Manifest!);
        Assert.Equal(RolloutStatus.RolledBack, rollout.Record.Status);
    }

    [Fact]
    public void A_node_that_is_off_line_gets_its_old_table_later_and_is_said_to_have_stayed_behind()
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Step();
        rollout.Change(1, known => known with { IsLost = true });
        rollout.Ask(RolloutRequest.RollBack);
        rollout.Pass(10);
        Assert.Equal((NodePhase.StayedBehind, RolloutStatus.RolledBack), (rollout[1].Phase, rollout.Record.Status));
        Assert.Contains("waits for it at the broker: off line", rollout[1].Reason);
    }

    [Fact]
    public void What_somebody_else_assigns_meanwhile_counts_and_is_left_alone()
    {
        var rollout = new TestRollout(quick, 2);
        rollout.Step();
        rollout.Change(1, known => known with { DesiredCounter = rollout[1].Counter + 1, DesiredModel = "theirs" });
        rollout.Step();
        Assert.Equal((NodePhase.Superseded, "somebody else assigned theirs"), (rollout[1].Phase, rollout[1].Reason));
        byte[] manifest = rollout[1].Manifest!;
        rollout.Ask(RolloutRequest.RollBack);
        Assert.Equal((NodePhase.Superseded, NodePhase.GoingBack), (rollout[1].Phase, rollout[2].Phase));
        Assert.Equal(manifest, rollout[1].Manifest);
    }

    [Fact]
    public void Resuming_goes_on_in_spite_of_what_has_failed_and_stops_at_new_failures()
    {
        var rollout = new TestRollout(quick, 1, 1, 1);
        rollout.Step();
        rollout.Report(1, ModelReport.Refused);
        rollout.Step();
        rollout.Ask(RolloutRequest.Resume);
        Assert.Equal((RolloutStatus.Running, NodePhase.Assigned), (rollout.Record.Status, rollout[2].Phase));
        rollout.Report(2, ModelReport.Reverted);
        rollout.Step();
        Assert.Equal((RolloutStatus.Paused, NodePhase.Waiting), (rollout.Record.Status, rollout[3].Phase));
        Assert.StartsWith("wave 2", rollout.Record.Reason);
    }

    [Fact]
    public void Paused_and_aborted_rollouts_do_nothing_more()
    {
        var rollout = new TestRollout(quick, 1, 1);
        rollout.Step();
        rollout.Ask(RolloutRequest.Pause);
        rollout.Confirm(1);
        Assert.False(rollout.Step());
        rollout.Ask(RolloutRequest.Abort);
        Assert.Equal((RolloutStatus.Aborted, NodePhase.Waiting), (rollout.Record.Status, rollout[2].Phase));
        rollout.Ask(RolloutRequest.Resume);
        Assert.Equal(RolloutStatus.Aborted, rollout.Record.Status);
    }

    [Fact]
    public void Every_decision_stands_in_the_log()
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Step();
        rollout.Confirm(1);
        rollout.Step();
        Assert.Equal(
            ["wave 1 of 1 begins: new for 1 node", "s/n1 assigned: generation 5", "s/n1 done: confirmed generation 5", "completed"],
            rollout.Record.Log.Select(entry => entry.Text));
        Assert.False(rollout.Step());
    }

    [Fact]
    public void A_node_that_cannot_go_back_stays_behind_while_others_go()
    {
        var rollout = new TestRollout(quick, 2);
        rollout.HadNoModel(1);
        rollout.Step();
        rollout.Confirm(1);
        rollout.Confirm(2);
        rollout.Ask(RolloutRequest.RollBack);
        rollout.Pass(1);
        Assert.Equal([NodePhase.StayedBehind, NodePhase.GoingBack], rollout.Phases);
        rollout.Report(2, ModelReport.Confirmed);
        rollout.Pass(1);
        Assert.Equal([NodePhase.StayedBehind, NodePhase.WentBack], rollout.Phases);
    }

    [Fact]
    public void A_node_without_a_model_before_that_confirms_after_all_is_not_said_to_have_none()
    {
        var rollout = new TestRollout(quick, 2);
        rollout.HadNoModel(1);
        rollout.Step();
        rollout.Report(1, ModelReport.Testing);
        rollout.Confirm(2);
        rollout.Ask(RolloutRequest.RollBack);
        Assert.Equal((NodePhase.Withdrawn, "had no model before; had begun with new, and may still confirm it"), (rollout[1].Phase, rollout[1].Reason));
        rollout.Report(1, ModelReport.Confirmed);
        rollout.Pass(1);
        Assert.Equal((NodePhase.StayedBehind, "had no model before: only a factory reset takes new away"), (rollout[1].Phase, rollout[1].Reason));
    }

    [Fact]
    public void The_time_that_the_host_slept_is_not_held_against_a_node()
    {
        var rollout = new TestRollout(quick, 1);
        rollout.Step();
        rollout.Pass(8);
        rollout.Sleep(600);
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
        rollout.Pass(2);
        Assert.Equal(NodePhase.Silent, rollout[1].Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_time_that_the_host_is_away_is_no_soak_time(bool isKilled)
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Pass(5);
        rollout.Confirm(1);
        rollout.Pass(1);
        if (isKilled)
        {
            rollout.Kill(minutesAway: 60);
            rollout.Step();
        }
        else
        {
            rollout.Sleep(60);
        }

        rollout.Pass(3);
        Assert.Equal(NodePhase.Soaking, rollout[1].Phase);
        rollout.Hear(1, raises: 1);
        rollout.Pass(1);
        Assert.Equal(NodePhase.Worse, rollout[1].Phase);
    }

    [Fact]
    public void A_host_that_slept_watches_again_before_the_next_wave()
    {
        var rollout = new TestRollout(soaking, 1);
        rollout.Pass(4);
        rollout.Sleep(60);
        Assert.Equal(NodePhase.Waiting, rollout[1].Phase);
        rollout.Pass(1);
        Assert.Equal(NodePhase.Assigned, rollout[1].Phase);
    }

    [Fact]
    public void What_somebody_else_assigned_before_its_wave_counts_and_is_left_alone()
    {
        var rollout = new TestRollout(quick, 1, 1);
        rollout.Step();
        rollout.Change(2, known => known with { DesiredCounter = 41, DesiredModel = "theirs" });
        rollout.Confirm(1);
        rollout.Step();
        Assert.Equal((NodePhase.Superseded, "somebody else assigned theirs"), (rollout[2].Phase, rollout[2].Reason));
        Assert.Null(rollout[2].Manifest);
        Assert.Equal(RolloutStatus.Completed, rollout.Record.Status);
    }
}
