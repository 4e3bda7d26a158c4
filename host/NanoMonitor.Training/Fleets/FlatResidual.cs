using System.Numerics;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Fleets;

/// <summary>
/// <see cref="ResidualTraining.TrainAgainst"/> in float32 on flat arrays, with gradients by hand: masked weights are not multiplied, nor are
/// units at rest, nor the modes to which a window does not belong. Same seed, same start, same batches; the gain differs by rounding alone.
/// </summary>
internal sealed class FlatResidual
{
    private const float NatsPerBit = (float)ResidualTraining.NatsPerBit;

    // The closed-form part of each mode: S, [D, stride], and log2 σ and b, [stride].
    private readonly FlatRows<float>[] skips;
    private readonly FlatRows<float> logSigmas;
    private readonly FlatRows<float> biases;
    private readonly int features;
    private readonly int stride;
    private readonly int hiddenCount;

    // Of each unit: how many features it reads, and the first position whose outputs read it.
    private readonly int[] reach;
    private readonly int[] firstRead;

    // A mode's parameters: hidden weights [H, stride], heads [H, 2·stride] (to the means, then to log2 σ), hidden biases [H].
    private readonly int headsAt;
    private readonly int biasAt;
    private readonly int modeLength;
    private readonly float[] parameters;
    private readonly float[] gradient;

    private readonly float[] units;
    private readonly float[] outputs;
    private readonly float[] slopes;
    private readonly Random random;

    /// <summary>A residual network at its start, whose heads are zero.</summary>
    /// <param name="order">Groups and order, more than one group.</param>
    /// <param name="modes">The closed-form part.</param>
    /// <param name="hiddenCount">H.</param>
    /// <param name="seed">Seed of the start and of the order of windows.</param>
    public FlatResidual(GroupOrder order, IReadOnlyList<LinearMode> modes, int hiddenCount, int seed)
    {
        this.hiddenCount = hiddenCount;
        features = order.FeatureAt.Length;
        logSigmas = InSingle(modes.Count, features, mode => modes[mode].LogSigma);
        biases = InSingle(modes.Count, features, mode => modes[mode].Bias);
        skips = [.. modes.Select(mode => InSingle(features, features, position => mode.Skip.AsSpan(position * features, features)))];
        stride = logSigmas.Stride;
        reach = order.HiddenReach(hiddenCount);
        int[] outputReach = order.OutputReach(hiddenCount);
        firstRead = [.. Enumerable.Range(0, hiddenCount).Select(unit => outputReach.Count(units => units <= unit))];
        headsAt = hiddenCount * stride;
        biasAt = 3 * headsAt;
        modeLength = biasAt + new FlatRows<float>(0, hiddenCount).Stride;
        parameters = new float[modes.Count * modeLength];
        gradient = new float[parameters.Length];
        units = new float[hiddenCount];
        outputs = new float[2 * stride];
        slopes = new float[2 * stride];
        random = new Random(seed);
        Start();
    }

    /// <summary>Trains until the held-out windows have not gained for a while.</summary>
    /// <param name="x">Standardised windows, columns in model order.</param>
    /// <param name="assignment">The mode of each.</param>
    /// <param name="heldOut">Windows to judge by.</param>
    /// <returns>How many nats a feature the held-out score fell at best; 0 where it never fell.</returns>
    public double TrainAgainst(FlatRows<double> x, int[] assignment, FlatRows<double> heldOut)
    {
        return TrainAgainst(InSingle(x.Count, features, i => x[i]), assignment, InSingle(heldOut.Count, features, i => heldOut[i]));
    }

    private double TrainAgainst(FlatRows<float> x, int[] assignment, FlatRows<float> heldOut)
    {
        FlatRows<float>[] heldOutMeans = [.. skips.Select((_, mode) => LinearMeans(heldOut, _ => mode))];
        var means = LinearMeans(x, i => assignment[i]);
        var optimizer = new FlatAdam(parameters, ResidualTraining.LearningRate);
        double start = Score(heldOut, heldOutMeans);
        double best = start;
        int bestEpoch = 0;
        int[] order = [.. Enumerable.Range(0, x.Count)];
        for (int epoch = 1; epoch <= ResidualTraining.MaxEpochs && epoch - bestEpoch <= ResidualTraining.PatienceEpochs; epoch++)
        {
            random.Shuffle(order);
            foreach (int[] batch in order.Chunk(MiniBatches.BatchSize))
            {
                Array.Clear(gradient);
                foreach (int i in batch)
                {
                    AddGradient(x[i], means[i], assignment[i], 1f / (batch.Length * features));
                }

                optimizer.Step(gradient);
            }

            double nats = Score(heldOut, heldOutMeans);
            if (nats < best)
            {
                (best, bestEpoch) = (nats, epoch);
            }
        }

        return start - best;
    }

    private static FlatRows<float> InSingle(int count, int columns, Func<int, ReadOnlySpan<double>> rowAt)
    {
        var single = new FlatRows<float>(count, columns);
        for (int i = 0; i < count; i++)
        {
            var from = rowAt(i);
            var to = single[i];
            for (int column = 0; column < columns; column++)
            {
                to[column] = (float)from[column];
            }
        }

        return single;
    }

    // The numbers come in the order in which the plain training draws them, those of masked weights too.
    private void Start()
    {
        for (int mode = 0; mode < skips.Length; mode++)
        {
            for (int unit = 0; unit < hiddenCount; unit++)
            {
                for (int i = 0; i < features; i++)
                {
                    double weight = ((2 * random.NextDouble()) - 1) / Math.Sqrt(reach[unit]);
                    parameters[(mode * modeLength) + (unit * stride) + i] = i < reach[unit] ? (float)weight : 0;
                }
            }
        }
    }

    // b + S·x of each window under one mode.
    private FlatRows<float> LinearMeans(FlatRows<float> x, Func<int, int> modeOf)
    {
        var means = new FlatRows<float>(x.Count, x.Columns);
        for (int i = 0; i < x.Count; i++)
        {
            int mode = modeOf(i);
            var mean = means[i];
            for (int position = 0; position < x.Columns; position++)
            {
                mean[position] = biases[mode][position] + FlatVectors.Dot<float>(skips[mode][position][..position], x[i]);
            }
        }

        return means;
    }

    // Mean over the windows of the least mode's negative log-likelihood, nats a feature.
    private double Score(FlatRows<float> x, FlatRows<float>[] means)
    {
        double sum = 0;
        for (int i = 0; i < x.Count; i++)
        {
            double least = double.MaxValue;
            for (int mode = 0; mode < skips.Length; mode++)
            {
                Evaluate(x[i], means[mode][i], mode);
                least = Math.Min(least, Likelihood(x[i]));
            }

            sum += least;
        }

        return sum / x.Count / features * ResidualTraining.NatsPerBit;
    }

    // Fills units and outputs: conditional means, then log2 σ.
    private void Evaluate(ReadOnlySpan<float> x, ReadOnlySpan<float> mean, int mode)
    {
        var own = parameters.AsSpan(mode * modeLength, modeLength);
        mean.CopyTo(outputs);
        logSigmas[mode].CopyTo(outputs.AsSpan(stride));
        for (int unit = 0; unit < hiddenCount; unit++)
        {
            float value = own[biasAt + unit] + FlatVectors.Dot(own.Slice(unit * stride, reach[unit]), x);
            units[unit] = Math.Max(0, value);
            if (value > 0)
            {
                int first = firstRead[unit];
                var heads = own.Slice(headsAt + (2 * unit * stride), 2 * stride);
                FlatVectors.AddScaled(outputs.AsSpan(first), value, heads[first..features]);
                FlatVectors.AddScaled(outputs.AsSpan(stride + first), value, heads[(stride + first)..(stride + features)]);
            }
        }
    }

    // Σ over the features of log2 σ + ½·log2 e·((x − μ)/σ)², bits. What fills rows up gives zero.
    private float Likelihood(ReadOnlySpan<float> x)
    {
        var half = new Vector<float>(0.5f / NatsPerBit);
        var sum = Vector<float>.Zero;
        for (int i = 0; i < stride; i += Vector<float>.Count)
        {
            var logSigma = new Vector<float>(outputs, stride + i);
            var deviation = (new Vector<float>(x[i..]) - new Vector<float>(outputs, i)) * Vector.Exp(logSigma * -NatsPerBit);
            sum += logSigma + (deviation * deviation * half);
        }

        return Vector.Sum(sum);
    }

    private void AddGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> mean, int mode, float weight)
    {
        Evaluate(x, mean, mode);
        for (int i = 0; i < stride; i += Vector<float>.Count)
        {
            var precision = Vector.Exp(new Vector<float>(outputs, stride + i) * -NatsPerBit);
            var deviation = (new Vector<float>(x[i..]) - new Vector<float>(outputs, i)) * precision;
            (deviation * precision * -weight).CopyTo(slopes, i);
            ((Vector<float>.One - (deviation * deviation)) * (weight * NatsPerBit)).CopyTo(slopes, stride + i);
        }

        var own = parameters.AsSpan(mode * modeLength, modeLength);
        var ownGradient = gradient.AsSpan(mode * modeLength, modeLength);
        for (int unit = 0; unit < hiddenCount; unit++)
        {
            if (units[unit] <= 0)
            {
                continue;
            }

            int first = firstRead[unit];
            var heads = own.Slice(headsAt + (2 * unit * stride), 2 * stride);
            var headsGradient = ownGradient.Slice(headsAt + (2 * unit * stride), 2 * stride);
            var meanSlopes = slopes.AsSpan(first, features - first);
            var logSigmaSlopes = slopes.AsSpan(stride + first, features - first);
            float slope = FlatVectors.Dot(meanSlopes, heads[first..]) + FlatVectors.Dot(logSigmaSlopes, heads[(stride + first)..]);
            FlatVectors.AddScaled(headsGradient[first..], units[unit], meanSlopes);
            FlatVectors.AddScaled(headsGradient[(stride + first)..], units[unit], logSigmaSlopes);
            ownGradient[biasAt + unit] += slope;
            FlatVectors.AddScaled(ownGradient[(unit * stride)..], slope, x[..reach[unit]]);
        }
    }
}
