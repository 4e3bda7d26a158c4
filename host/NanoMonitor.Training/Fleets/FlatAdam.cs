using System.Numerics;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Fleets;

/// <summary><see cref="Adam"/> on one array of parameters, a whole number of vectors long.</summary>
internal sealed class FlatAdam(double[] parameters, double learningRate)
{
    private readonly double[] mean = new double[parameters.Length];
    private readonly double[] square = new double[parameters.Length];
    private int steps;

    /// <summary>One step down a gradient.</summary>
    public void Step(double[] gradient)
    {
        steps++;
        var rate = new Vector<double>(learningRate / (1 - Math.Pow(Adam.Beta1, steps)));
        var correction = new Vector<double>(1 / Math.Sqrt(1 - Math.Pow(Adam.Beta2, steps)));
        var epsilon = new Vector<double>(Adam.Epsilon);
        var meanWeight = new Vector<double>(1 - Adam.Beta1);
        var squareWeight = new Vector<double>(1 - Adam.Beta2);
        for (int i = 0; i < parameters.Length; i += Vector<double>.Count)
        {
            var slope = new Vector<double>(gradient, i);
            var first = new Vector<double>(mean, i);
            var second = new Vector<double>(square, i);
            first += (slope - first) * meanWeight;
            second += ((slope * slope) - second) * squareWeight;
            first.CopyTo(mean, i);
            second.CopyTo(square, i);
            (new Vector<double>(parameters, i) - (first * rate / ((Vector.SquareRoot(second) * correction) + epsilon))).CopyTo(parameters, i);
        }
    }
}
