namespace NanoMonitor.Training.Density;

/// <summary>Whether a model gets a residual network.</summary>
public enum ResidualPolicy
{
    /// <summary>Only where it lowers the negative log-likelihood of held-out windows by more than 0.003 nats a feature.</summary>
    Auto,

    /// <summary>In any case.</summary>
    Always,

    /// <summary>In no case.</summary>
    Never,
}
