using System.Numerics;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Fleets;

/// <summary><see cref="Adam"/> in float32, on one array of parameters, a whole number of vectors long.</summary>
internal sealed class FlatAdam(float[] parameters, double learningRate)
{
    private readonly float[] mean = new float[parameters.Length];
    private readonly float[] square = new float[parameters.Length];
    private int steps;

    /// <summary>One step down a gradient.</summary>
    public void Step(float[] gradient)
    {
        steps++;
        var rate = new Vector<float>((float)(learningRate / (1 - Math.Pow(Adam.Beta1, steps))));
        var correction = new Vector<float>((float)(1 / Math.Sqrt(1 - Math.Pow(Adam.Beta2, steps))));
        var epsilon = new Vector<float>((float)Adam.Epsilon);
        var meanWeight = new Vector<float>((float)(1 - Adam.Beta1));
        var squareWeight = new Vector<float>((float)(1 - Adam.Beta2));
        for (int i = 0; i < parameters.Length; i += Vector<float>.Count)
        {
            var slope = new Vector<float>(gradient, i);
            var first = new Vector<float>(mean, i);
            var second = new Vector<float>(square, i);
            first += (slope - first) * meanWeight;
            second += ((slope * slope) - second) * squareWeight;
            first.CopyTo(mean, i);
            second.CopyTo(square, i);
            (new Vector<float>(parameters, i) - (first * rate / ((Vector.SquareRoot(second) * correction) + epsilon))).CopyTo(parameters, i);
        }
    }
}
