using System.Globalization;
using NanoMonitor.Core.Model;
using NanoMonitor.Core.Signal;
using NanoMonitor.Training.Density;

namespace NanoMonitor.Training.Cost;

/// <summary>Makes a model small enough for a node's time: fewer hidden units, then no residual network, then fewer modes.</summary>
public static class CostBudget
{
    // Fewer do not describe anything.
    private const int LeastHidden = 4;

    /// <summary>The choices with which a window costs at most so many IL instructions, and what was changed, in words.</summary>
    /// <param name="spec">The features; they are the node's, and stay.</param>
    /// <param name="windows">Windows to learn from.</param>
    /// <param name="options">The choices so far; without a budget they stay.</param>
    /// <exception cref="TrainingException">Not even a single mode fits.</exception>
    public static (TrainingOptions Options, IReadOnlyList<string> Notes) Apply(FeatureSpec spec, int windows, TrainingOptions options)
    {
        if (options.BudgetIl is not { } budget)
        {
            return (options, []);
        }

        GroupOrder order = DefaultOrder.Of(spec);
        int wishedModes = OperatingModes.CountFor(windows, options.MostModes);
        bool mayHaveResidual = options.Residual != ResidualPolicy.Never && order.GroupSizes.Length > 1;
        if (mayHaveResidual && LargestHidden(wishedModes) is { } hidden)
        {
            return hidden == options.HiddenCount
                ? (options, [])
                : (options with { HiddenCount = hidden }, [Text($"A residual network has {hidden} hidden units at most, not {options.HiddenCount}: more would cost over {budget} IL a window.")]);
        }

        for (int modes = wishedModes; modes > 0 && options.Residual != ResidualPolicy.Always; modes--)
        {
            if (Cost(modes, 0) <= budget)
            {
                List<string> notes = [];
                if (mayHaveResidual)
                {
                    notes.Add(Text($"No residual network: with one a window would cost over {budget} IL."));
                }

                if (modes < wishedModes)
                {
                    notes.Add(Text($"{modes} operating mode{(modes == 1 ? "" : "s")} at most, not {wishedModes}: more would cost over {budget} IL a window."));
                }

                return (options with { Residual = ResidualPolicy.Never, MostModes = modes }, notes);
            }
        }

        string least = options.Residual == ResidualPolicy.Always
            ? Text($"{wishedModes} operating modes with a residual network of {LeastHidden} hidden units take {Cost(wishedModes, LeastHidden)}; leave --residual always out")
            : Text($"a single mode without residual takes {Cost(1, 0)}, of which the model is {Cost(1, 0) - Cost(0, 0)}; the features are the node's: let it take shorter windows, or raise the budget");
        throw new TrainingException(Text($"No model of {spec.FeatureCount} features keeps within {budget} IL a window: {least}."));

        long Cost(int modes, int hidden) => WindowCost.Of(new WindowShape(spec, order, modes, hidden > 0 ? modes : 0, hidden)).Il;

        int? LargestHidden(int modes)
        {
            int hidden = options.HiddenCount;
            while (hidden >= LeastHidden && Cost(modes, hidden) > budget)
            {
                hidden--;
            }

            return hidden >= LeastHidden ? hidden : null;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
