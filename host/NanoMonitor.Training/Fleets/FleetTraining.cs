namespace NanoMonitor.Training.Fleets;

/// <summary>
/// Trains many machines in one process, one on each processor at a time, by closed forms on flat arrays. The tables are those of
/// <see cref="TrainingPipeline"/>, byte for byte: float parameters agree to about 10⁻¹², far within what quantization rounds away.
/// A machine whose residual network may pass the gate goes through the pipeline's own fits.
/// </summary>
public static class FleetTraining
{
    /// <summary>Trains every machine; one that cannot be trained does not keep the others from it.</summary>
    /// <param name="machines">The machines; specs and numbers of windows may differ.</param>
    /// <param name="options">Choices, the same for all.</param>
    /// <param name="progress">Told after each machine, one call at a time, on any thread; or null.</param>
    /// <param name="cancellationToken">Ends the training between machines.</param>
    /// <returns>One outcome a machine, in the order given; their modules are the caller's to dispose.</returns>
    public static IReadOnlyList<MachineOutcome> Train(
        IReadOnlyList<FleetMachine> machines, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var outcomes = new MachineOutcome[machines.Count];
        var gate = new Lock();
        int done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, machines.Count, parallel, machine =>
        {
            outcomes[machine] = Train(machines[machine], options);
            lock (gate)
            {
                progress?.Report(new TrainingProgress($"Trained {machines[machine].Name}, machine", ++done, machines.Count));
            }
        });
        return outcomes;
    }

    private static MachineOutcome Train(FleetMachine machine, TrainingOptions options)
    {
        try
        {
            return new MachineOutcome(machine.Name, TrainingPipeline.Train(machine.Train, options, new FlatModelSource(), null), null);
        }
        catch (Exception error) when (error is TrainingException or FormatException)
        {
            return new MachineOutcome(machine.Name, null, error.Message);
        }
    }
}
