namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>Says whether its source has been cancelled; the default one never is.</summary>
[StandsFor("System.Threading.CancellationToken")]
public readonly struct CancellationToken : IEquatable<CancellationToken>
{
    internal CancellationToken(CancellationTokenSource source) => Source = source;

    public static CancellationToken None => default;

    public bool CanBeCanceled => Source != null;

    public bool IsCancellationRequested => Source is { IsCancellationRequested: true };

    internal CancellationTokenSource? Source { get; }

    public static bool operator ==(CancellationToken left, CancellationToken right) => left.Equals(right);

    public static bool operator !=(CancellationToken left, CancellationToken right) => !left.Equals(right);

    public bool Equals(CancellationToken other) => Source == other.Source;

    public override bool Equals(object? other) => other is CancellationToken token && Equals(token);

    public override int GetHashCode() => Source?.GetHashCode() ?? 0;

    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested)
        {
            throw new OperationCanceledException();
        }
    }
}
