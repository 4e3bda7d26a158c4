using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NanoMonitor.Training.Density;

/// <summary>Gradient descent over shuffled batches of rows.</summary>
internal static class MiniBatches
{
    public const int BatchSize = 64;

    /// <summary>Descends a loss by <see cref="Adam"/>. Parameters and whatever the loss holds are the caller's.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="parameters">What is trained.</param>
    /// <param name="learningRate">Adam's.</param>
    /// <param name="epochs">Most passes through the rows.</param>
    /// <param name="random">Order of the rows.</param>
    /// <param name="loss">From the indices of a batch, int64 [B], to its loss.</param>
    /// <param name="continues">Called after each epoch with its number from 1; false ends the training.</param>
    public static void Descend(
        int rows, IReadOnlyList<Parameter> parameters, double learningRate, int epochs, Random random, Func<Tensor, Tensor> loss, Func<int, bool> continues)
    {
        using var scope = NewDisposeScope();
        var optimizer = new Adam(parameters, learningRate);
        long[] order = [.. Enumerable.Range(0, rows).Select(i => (long)i)];
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (long[] batch in order.Chunk(BatchSize))
            {
                using var step = NewDisposeScope();
                optimizer.Step(loss(tensor(batch)));
            }

            if (!continues(epoch))
            {
                return;
            }
        }
    }
}
