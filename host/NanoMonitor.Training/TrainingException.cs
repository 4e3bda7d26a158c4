namespace NanoMonitor.Training;

/// <summary>A model cannot be trained or exported. The message says what is wrong and how to mend it.</summary>
public sealed class TrainingException : Exception
{
    public TrainingException()
    {
    }

    public TrainingException(string message)
        : base(message)
    {
    }

    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
