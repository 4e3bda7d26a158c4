using System.Numerics;
using NanoMonitor.Core.Model;
using NanoMonitor.Training.Density;
using NanoMonitor.Training.Numerics;

namespace NanoMonitor.Training.Fleets;

/// <summary>
/// <see cref="ResidualTraining.TrainAgainst"/> on flat arrays, with gradients by hand: masked weights are not multiplied, nor are units at
/// rest, nor the modes to which a window does not belong. Same seed, same start, same batches; the gain differs by rounding alone.
/// </summary>
internal sealed class FlatResidual
{
    private readonly IReadOnlyList<LinearMode> modes;
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
    private readonly double[] parameters;
    private readonly double[] gradient;

    private readonly double[] units;
    private readonly double[] outputs;
    private readonly double[] slopes;
    private readonly Random random;

    /// <summary>A residual network at its start, whose heads are zero.</summary>
    /// <param name="order">Groups and order, more than one group.</param>
    /// <param name="modes">The closed-form part.</param>
    /// <param name="hiddenCount">H.</param>
    /// <param name="seed">Seed of the start and of the order of windows.</param>
    public FlatResidual(GroupOrder order, IReadOnlyList<LinearMode> modes, int hiddenCount, int seed)
    {
        this.modes = modes;
        this.hiddenCount = hiddenCount;
        features = order.FeatureAt.Length;
        stride = new FlatRows(0, features).Stride;
        reach = order.HiddenReach(hiddenCount);
        int[] outputReach = order.OutputReach(hiddenCount);
        firstRead = [.. Enumerable.Range(0, hiddenCount).Select(unit => outputReach.Count(units => units <= unit))];
        headsAt = hiddenCount * stride;
        biasAt = 3 * headsAt;
        modeLength = biasAt + new FlatRows(0, hiddenCount).Stride;
        parameters = new double[modes.Count * modeLength];
        gradient = new double[parameters.Length];
        units = new double[hiddenCount];
        outputs = new double[2 * stride];
        slopes = new double[2 * stride];
        random = new Random(seed);
        Start();
    }

    /// <summary>Trains until the held-out windows have not gained for a while.</summary>
    /// <param name="x">Standardised windows, columns in model order.</param>
    /// <param name="assignment">The mode of each.</param>
    /// <param name="heldOut">Windows to judge by.</param>
    /// <returns>How many nats a feature the held-out score fell at best; 0 where it never fell.</returns>
    public double TrainAgainst(FlatRows x, int[] assignment, FlatRows heldOut)
    {
        FlatRows[] heldOutMeans = [.. modes.Select((_, mode) => LinearMeans(heldOut, _ => mode))];
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
                    AddGradient(x[i], means[i], assignment[i], 1.0 / (batch.Length * features));
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

    // The numbers come in the order in which the plain training draws them, those of masked weights too.
    private void Start()
    {
        for (int mode = 0; mode < modes.Count; mode++)
        {
            for (int unit = 0; unit < hiddenCount; unit++)
            {
                for (int i = 0; i < features; i++)
                {
                    double weight = ((2 * random.NextDouble()) - 1) / Math.Sqrt(reach[unit]);
                    parameters[(mode * modeLength) + (unit * stride) + i] = i < reach[unit] ? weight : 0;
                }
            }
        }
    }

    // b + S·x of each window under one mode.
    private FlatRows LinearMeans(FlatRows x, Func<int, int> modeOf)
    {
        var means = new FlatRows(x.Count, x.Columns);
        for (int i = 0; i < x.Count; i++)
        {
            var mode = modes[modeOf(i)];
            var mean = means[i];
            for (int position = 0; position < x.Columns; position++)
            {
                mean[position] = mode.Bias[position] + FlatVectors.Dot(mode.Skip.AsSpan(position * x.Columns, position), x[i]);
            }
        }

        return means;
    }

    // Mean over the windows of the least mode's negative log-likelihood, nats a feature.
    private double Score(FlatRows x, FlatRows[] means)
    {
        double sum = 0;
        for (int i = 0; i < x.Count; i++)
        {
            double least = double.MaxValue;
            for (int mode = 0; mode < modes.Count; mode++)
            {
                Evaluate(x[i], means[mode][i], mode);
                least = Math.Min(least, Likelihood(x[i]));
            }

            sum += least;
        }

        return sum / x.Count / features * ResidualTraining.NatsPerBit;
    }

    // Fills units and outputs: conditional means, then log2 σ.
    private void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> mean, int mode)
    {
        var own = parameters.AsSpan(mode * modeLength, modeLength);
        mean.CopyTo(outputs);
        modes[mode].LogSigma.CopyTo(outputs, stride);
        for (int unit = 0; unit < hiddenCount; unit++)
        {
            double value = own[biasAt + unit] + FlatVectors.Dot(own.Slice(unit * stride, reach[unit]), x);
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
    private double Likelihood(ReadOnlySpan<double> x)
    {
        var half = new Vector<double>(0.5 / ResidualTraining.NatsPerBit);
        var sum = Vector<double>.Zero;
        for (int i = 0; i < stride; i += Vector<double>.Count)
        {
            var logSigma = new Vector<double>(outputs, stride + i);
            var deviation = (new Vector<double>(x[i..]) - new Vector<double>(outputs, i)) * Vector.Exp(logSigma * -ResidualTraining.NatsPerBit);
            sum += logSigma + (deviation * deviation * half);
        }

        return Vector.Sum(sum);
    }

    private void AddGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> mean, int mode, double weight)
    {
        Evaluate(x, mean, mode);
        for (int i = 0; i < stride; i += Vector<double>.Count)
        {
            var precision = Vector.Exp(new Vector<double>(outputs, stride + i) * -ResidualTraining.NatsPerBit);
            var deviation = (new Vector<double>(x[i..]) - new Vector<double>(outputs, i)) * precision;
            (deviation * precision * -weight).CopyTo(slopes, i);
            ((Vector<double>.One - (deviation * deviation)) * (weight * ResidualTraining.NatsPerBit)).CopyTo(slopes, stride + i);
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
            double slope = FlatVectors.Dot(meanSlopes, heads[first..]) + FlatVectors.Dot(logSigmaSlopes, heads[(stride + first)..]);
            FlatVectors.AddScaled(headsGradient[first..], units[unit], meanSlopes);
            FlatVectors.AddScaled(headsGradient[(stride + first)..], units[unit], logSigmaSlopes);
            ownGradient[biasAt + unit] += slope;
            FlatVectors.AddScaled(ownGradient[(unit * stride)..], slope, x[..reach[unit]]);
        }
    }
}
