using TorchSharp;

namespace NanoMonitor.Training.Density;

/// <summary>How libtorch is used here.</summary>
internal static class TorchRuntime
{
    private static readonly Lazy<bool> Prepared = new(() =>
    {
        // Models of a few thousand weights: handing work to other threads costs more than it saves.
        torch.set_num_threads(1);
        return true;
    });

    /// <summary>To be called before a module is made.</summary>
    public static void Prepare()
    {
        _ = Prepared.Value;
    }
}
