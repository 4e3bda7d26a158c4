namespace nanoFramework.Runtime.Events;

/// <summary>An event from native code.</summary>
public class BaseEvent
{
    public ushort Source;

    public byte Message;
}
