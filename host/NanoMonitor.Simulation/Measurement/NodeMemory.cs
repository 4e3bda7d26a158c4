using System.Reflection;
using NanoMonitor.Core.Signal;
using NanoMonitor.Node;
using NanoMonitor.Sensors;
using NanoMonitor.Simulation.Nodes;

namespace NanoMonitor.Simulation.Measurement;

/// <summary>
/// The managed memory of a virtual node as a 32-bit node would need it: every object that the running firmware's threads, event
/// handlers and statics can reach, at the sizes of nanoFramework's heap.
/// </summary>
/// <remarks>
/// Sizes are those of <see cref="NodeHeap"/>. Not seen: what only a method's locals hold at the
/// moment, the objects of nanoFramework's own libraries (counted, without a size), stacks, and native memory.
/// </remarks>
public sealed class NodeMemory
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Firmware =
        [typeof(FeatureSpec).Assembly, typeof(Accelerometer).Assembly, typeof(Program).Assembly];

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object Value, Type? Owner)> _pending = new();
    private readonly Dictionary<Type, ClassMemory> _classes = [];

    private NodeMemory()
    {
    }

    /// <summary>Bytes of everything reachable.</summary>
    public long TotalBytes => _classes.Values.Sum(each => each.Bytes);

    /// <summary>Objects reachable, arrays and strings among them.</summary>
    public int ObjectCount => _classes.Values.Sum(each => each.Objects);

    /// <summary>Objects of nanoFramework's libraries that the firmware holds; their memory is not known here.</summary>
    public int PlatformObjects { get; private set; }

    /// <summary>By class, the largest first; arrays and strings belong to the class whose field holds them.</summary>
    public IReadOnlyList<ClassMemory> Classes => [.. _classes.Values.OrderByDescending(each => each.Bytes).ThenBy(each => each.Name, StringComparer.Ordinal)];

    /// <summary>By part of the firmware, the largest first.</summary>
    public IReadOnlyList<(string Part, int Objects, long Bytes)> Parts =>
        [.. _classes.Values.GroupBy(each => each.Part).Select(part => (part.Key, part.Sum(each => each.Objects), part.Sum(each => each.Bytes))).OrderByDescending(part => part.Item3)];

    /// <summary>Files on the node's storage.</summary>
    public int FileCount { get; private set; }

    /// <summary>Their bytes.</summary>
    public long FileBytes { get; private set; }

    /// <summary>Bytes of flash they take, in whole blocks.</summary>
    public long FlashBytes { get; private set; }

    /// <summary>Measures a node whose clock stands still.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public static NodeMemory Measure(VirtualNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        NodeMemory memory = Measure(node.Board.FirmwareRoots());
        memory.FileCount = node.Board.Storage.FileCount;
        memory.FileBytes = node.Board.Storage.FileBytes;
        memory.FlashBytes = node.Board.Storage.UsedBytes;
        return memory;
    }

    /// <summary>Measures what can be reached from given objects and the firmware's statics.</summary>
    public static NodeMemory Measure(IReadOnlyList<object> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        NodeMemory memory = new();
        foreach (Type type in Firmware.SelectMany(assembly => assembly.GetTypes()))
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.IsLiteral && !field.FieldType.IsValueType && !type.ContainsGenericParameters)
                {
                    memory.Meet(field.GetValue(null), type);
                }
            }
        }

        foreach (object root in roots)
        {
            memory.Meet(root, null);
        }

        while (memory._pending.TryDequeue(out (object Value, Type? Owner) next))
        {
            memory.Walk(next.Value, next.Owner);
        }

        return memory;
    }

    private void Meet(object? value, Type? owner)
    {
        if (value != null && _seen.Add(value))
        {
            _pending.Enqueue((value, owner));
        }
    }

    private void Walk(object value, Type? owner)
    {
        switch (value)
        {
            case string text:
                bool isLiteral = string.IsInterned(text) is { } literal && ReferenceEquals(literal, text);
                Count(owner, NodeHeap.Text(text, isLiteral));
                break;
            case Array array:
                Type element = array.GetType().GetElementType()!;
                Count(owner, NodeHeap.Array(array.Length, Type.GetTypeCode(element)));
                if (!element.IsValueType)
                {
                    foreach (object? item in array)
                    {
                        Meet(item, owner);
                    }
                }

                break;
            case Delegate call:
                foreach (Delegate each in call.GetInvocationList())
                {
                    Count(owner ?? each.Method.DeclaringType, NodeHeap.Object(fields: 2));
                    Meet(each.Target, owner);
                }

                break;
            default:
                if (value.GetType().IsPrimitive)
                {
                    Count(owner, NodeHeap.Boxed);
                }
                else
                {
                    WalkObject(value);
                }

                break;
        }
    }

    private void WalkObject(object value)
    {
        Type type = value.GetType();
        if (!Firmware.Contains(type.Assembly))
        {
            PlatformObjects++;
            return;
        }

        int fields = 0;
        for (Type? level = type; level != null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(Fields))
            {
                fields++;
                if (!field.FieldType.IsValueType)
                {
                    Meet(field.GetValue(value), type);
                }
            }
        }

        Count(type, NodeHeap.Object(fields));
    }

    private void Count(Type? owner, int bytes)
    {
        Type key = owner ?? typeof(Program);
        while (key.DeclaringType != null)
        {
            key = key.DeclaringType;
        }

        ClassMemory before = _classes.GetValueOrDefault(key) ?? new ClassMemory(key.Name, PartOf(key), 0, 0);
        _classes[key] = before with { Objects = before.Objects + 1, Bytes = before.Bytes + bytes };
    }

    private static string PartOf(Type type) => type.Namespace switch
    {
        "NanoMonitor.Core.Signal" or "NanoMonitor.Core.Numerics" => "signal chain",
        "NanoMonitor.Core.Model" or "NanoMonitor.Node.Judging" => "judging and weight tables",
        "NanoMonitor.Node.Sampling" or "NanoMonitor.Sensors" => "sensors and window buffers",
        "NanoMonitor.Node.Models" => "model slots",
        "NanoMonitor.Node.Storage" => "storage",
        "NanoMonitor.Node.Uplink" => "uplink and queues",
        "NanoMonitor.Core.Protocol" or "NanoMonitor.Core.Binary" => "messages and configuration",
        _ => "program",
    };
}
