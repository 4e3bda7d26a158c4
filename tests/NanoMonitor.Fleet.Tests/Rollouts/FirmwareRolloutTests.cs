using NanoMonitor.Fleet.Rollouts;
using NanoMonitor.Fleet.Rollouts.State;
using NanoMonitor.Fleet.Tests.Broker;

namespace NanoMonitor.Fleet.Tests.Rollouts;

/// <summary>Rollouts to nodes with the unmodified firmware, at the real broker.</summary>
public sealed class FirmwareRolloutTests
{
    [SkippableFact]
    public async Task A_table_that_live_windows_speak_against_stops_the_rollout_and_the_old_one_comes_back_after_a_good_one_reached_all()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Mosquitto, boards: 3);
        await rig.WaitForBirthsAsync();
        RolloutRecord first = await rig.RunAsync(RolloutRig.Package(1), RolloutRig.Quick);
        Assert.True(first.Status == RolloutStatus.Completed, first.Reason);

        RolloutRecord bad = await rig.RunAsync(RolloutRig.Package(2, calibrationHigh: -60_000), RolloutRig.Quick);
        Assert.Equal(RolloutStatus.Paused, bad.Status);
        Assert.Equal([NodePhase.Reverted, NodePhase.Waiting, NodePhase.Waiting], bad.Nodes.Select(node => node.Phase));
        Assert.Contains("above the calibration band", bad.Reason);
        Assert.All(bad.Nodes, node => Assert.Equal("model-1", node.ModelBefore));

        using (RolloutStore again = rig.Folder.Open("model-2"))
        {
            await rig.WorkAsync(again, RolloutRequest.RollBack);
            Assert.Equal(RolloutStatus.RolledBack, again.Record.Status);
            Assert.Equal([NodePhase.WentBack, NodePhase.Waiting, NodePhase.Waiting], again.Record.Nodes.Select(node => node.Phase));
        }

        rig.Boards.ForEach(board => board.Board.ThrowIfFaulted());
    }

    [SkippableFact]
    public async Task A_table_that_cries_wolf_is_found_out_in_the_soak_and_the_wave_goes_back_by_itself()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Mosquitto, boards: 2);
        await rig.WaitForBirthsAsync();
        RolloutPolicy soaking = RolloutRig.Quick with { Soak = TimeSpan.FromSeconds(1.5), OnFailure = FailureAction.RollBack };
        RolloutRecord good = await rig.RunAsync(RolloutRig.Package(1), soaking);
        Assert.True(good.Status == RolloutStatus.Completed, good.Reason);
        Assert.All(good.Nodes, node => Assert.InRange(node.After.WindowsJudged, 1, 10_000));

        RolloutRecord bad = await rig.RunAsync(RolloutRig.Package(2, warningScore: 8192), soaking, "all");
        Assert.Equal(RolloutStatus.RolledBack, bad.Status);
        Assert.Contains("warnings or alarms after the update, 0 before", bad.Reason);
        Assert.All(bad.Nodes, node => Assert.Equal((NodePhase.WentBack, "model-1"), (node.Phase, node.PackageBefore!.ModelId)));
    }

    [SkippableFact]
    public async Task A_broker_that_forgets_everything_is_told_again()
    {
        await using RolloutRig rig = await RolloutRig.StartAsync(TestBrokers.Mosquitto, boards: 2);
        await rig.WaitForBirthsAsync();
        using RolloutStore store = await rig.PlanAsync(RolloutRig.Package(1), RolloutRig.Quick);
        bool isRestarted = false;
        Task work = rig.WorkAsync(store, onProgress: record =>
        {
            if (!isRestarted && record.Wave == 1)
            {
                isRestarted = true;
                rig.RestartBrokerAsync().GetAwaiter().GetResult();
            }
        });
        await work;
        Assert.True(store.Record.Status == RolloutStatus.Completed, store.Record.Reason);
        Assert.All(rig.TakeManifests().Values, ofNode => Assert.Single(ofNode));
    }
}
