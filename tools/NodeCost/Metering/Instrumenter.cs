using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using NanoMonitor.Simulation.Measurement;
using NanoMonitor.Tools.NodeCost.Prices;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>
/// Puts a <see cref="Probe"/> at the beginning of every basic block, of every stage, and at everything that allocates. Prices are
/// summed per block beforehand, so that running costs one call a block.
/// </summary>
public sealed class Instrumenter
{
    private readonly List<BlockCost> _blocks = [];
    private readonly List<AllocationSite> _sites = [];
    private readonly Dictionary<string, int> _stageOfMethod = [];
    private readonly HashSet<string> _methods = [];
    private readonly HashSet<string> _assemblies = [];
    private readonly IReadOnlyList<Stage> _stages;
    private readonly string? _endOfWindow;

    private Instrumenter(IReadOnlyList<Stage> stages, string? endOfWindow)
    {
        _stages = stages;
        _endOfWindow = endOfWindow;
        for (int stage = 0; stage < stages.Count; stage++)
        {
            foreach (string method in stages[stage].Methods)
            {
                _stageOfMethod.Add(method, stage);
            }
        }
    }

    /// <summary>Instruments assemblies, dependencies first.</summary>
    /// <param name="assemblies">Names and images.</param>
    /// <param name="stages">The stages to tell apart.</param>
    /// <param name="endOfWindow">The method whose return ends a window, or null.</param>
    /// <exception cref="InvalidOperationException">A stage names a method that no assembly has.</exception>
    public static InstrumentedFirmware Instrument(IReadOnlyList<(string Name, byte[] Image)> assemblies, IReadOnlyList<Stage> stages, string? endOfWindow)
    {
        Instrumenter instrumenter = new(stages, endOfWindow);
        using ImageResolver resolver = new();
        Dictionary<string, byte[]> images = [];
        instrumenter._assemblies.UnionWith(assemblies.Select(assembly => assembly.Name));
        foreach ((string name, byte[] image) in assemblies)
        {
            // Read twice: calls from later assemblies are resolved in what is untouched.
            resolver.Add(AssemblyDefinition.ReadAssembly(new MemoryStream(image), new ReaderParameters { AssemblyResolver = resolver }));
            images.Add(name, instrumenter.Instrument(image, resolver));
        }

        foreach (Stage stage in stages)
        {
            foreach (string method in stage.Methods.Where(method => !instrumenter._methods.Contains(method)))
            {
                throw new InvalidOperationException($"stage '{stage.Name}' begins with {method}, which the firmware does not have: correct {nameof(Stages)}");
            }
        }

        return new InstrumentedFirmware(images, instrumenter._blocks, instrumenter._sites, stages);
    }

    private byte[] Instrument(byte[] image, ImageResolver resolver)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(image), new ReaderParameters { AssemblyResolver = resolver });
        foreach (MethodDefinition method in module.GetTypes().Where(type => !CallPrices.IsLock(type)).SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Instrument(method);
        }

        using MemoryStream written = new();
        module.Write(written);
        return written.ToArray();
    }

    private void Instrument(MethodDefinition method)
    {
        string name = $"{method.DeclaringType.Name}::{method.Name}";
        _methods.Add(name);
        method.Body.SimplifyMacros();
        ILProcessor il = method.Body.GetILProcessor();
        List<List<Instruction>> blocks = BasicBlocks.Of(method.Body);
        Dictionary<Instruction, Instruction> moved = [];
        foreach (List<Instruction> block in blocks)
        {
            Instruction number = il.Create(OpCodes.Ldc_I4, _blocks.Count);
            _blocks.Add(new BlockCost(name, block.Count(Counts), block.Sum(Price)));
            il.InsertBefore(block[0], number);
            il.InsertBefore(block[0], Call(il, nameof(Probe.Hit)));
            moved.Add(block[0], number);
        }

        foreach (Instruction instruction in blocks.SelectMany(block => block))
        {
            PutAllocation(il, instruction, name);
        }

        BasicBlocks.Redirect(method.Body, moved);
        PutStage(il, name, blocks.SelectMany(block => block).Where(instruction => instruction.OpCode.Code == Code.Ret));
        method.Body.OptimizeMacros();
    }

    private void PutStage(ILProcessor il, string method, IEnumerable<Instruction> returns)
    {
        bool begins = _stageOfMethod.TryGetValue(method, out int stage);
        foreach (Instruction end in returns)
        {
            if (method == _endOfWindow)
            {
                il.InsertBefore(end, Call(il, nameof(Probe.EndWindow)));
            }

            if (begins)
            {
                il.InsertBefore(end, Call(il, nameof(Probe.Leave)));
            }
        }

        if (begins)
        {
            Instruction first = il.Body.Instructions[0];
            il.InsertBefore(first, il.Create(OpCodes.Ldc_I4, stage));
            il.InsertBefore(first, Call(il, nameof(Probe.Enter)));
        }
    }

    private void PutAllocation(ILProcessor il, Instruction instruction, string method)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Newarr:
                TypeReference element = (TypeReference)instruction.Operand;
                il.InsertBefore(instruction, il.Create(OpCodes.Ldc_I4, (int)CodeOf(element)));
                il.InsertBefore(instruction, il.Create(OpCodes.Ldc_I4, Site(method, element.Name + "[]", 0)));
                il.InsertBefore(instruction, Call(il, nameof(Probe.AllocatedArray)));
                break;
            case Code.Newobj:
                TypeReference made = ((MethodReference)instruction.Operand).DeclaringType;
                if (!made.IsValueType)
                {
                    PutAllocated(il, instruction, Site(method, made.Name, NodeHeap.Object(FieldsOf(made))));
                }

                break;
            case Code.Box:
                PutAllocated(il, instruction, Site(method, "boxed " + ((TypeReference)instruction.Operand).Name, NodeHeap.Boxed));
                break;
            case Code.Call or Code.Callvirt:
                MethodReference called = (MethodReference)instruction.Operand;
                if (!IsFirmware(called.DeclaringType) && (called.ReturnType.IsArray || called.ReturnType.MetadataType == MetadataType.String))
                {
                    Instruction returned = Call(il, nameof(Probe.Returned));
                    il.InsertAfter(instruction, returned);
                    il.InsertBefore(returned, il.Create(OpCodes.Dup));
                    il.InsertBefore(returned, il.Create(OpCodes.Ldc_I4, Site(method, $"{called.DeclaringType.Name}::{called.Name}", 0)));
                }

                break;
        }
    }

    private static TypeCode CodeOf(TypeReference type) =>
        type.IsPrimitive && Enum.TryParse(type.Name, out TypeCode code) ? code : TypeCode.Object;

    private static void PutAllocated(ILProcessor il, Instruction instruction, int site)
    {
        il.InsertBefore(instruction, il.Create(OpCodes.Ldc_I4, site));
        il.InsertBefore(instruction, Call(il, nameof(Probe.Allocated)));
    }

    private int Site(string method, string what, int bytes)
    {
        _sites.Add(new AllocationSite(method, what, bytes));
        return _sites.Count - 1;
    }

    // Objects of the base library count as having three fields.
    private int FieldsOf(TypeReference type)
    {
        if (!IsFirmware(type))
        {
            return type.FullName == "System.Object" ? 0 : 3;
        }

        TypeDefinition definition = type.Resolve();
        return definition.Fields.Count(field => !field.IsStatic) + (definition.BaseType.FullName == "System.Object" ? 0 : FieldsOf(definition.BaseType));
    }

    private static bool Counts(Instruction instruction) => instruction.OpCode.OpCodeType != OpCodeType.Prefix;

    private int Price(Instruction instruction)
    {
        if (!Counts(instruction))
        {
            return 0;
        }

        switch (instruction.OpCode.Code)
        {
            case Code.Call or Code.Callvirt or Code.Newobj:
                MethodReference called = (MethodReference)instruction.Operand;
                return IsFirmware(called.DeclaringType)
                    ? CallPrices.OfFirmware(called.Resolve(), instruction.OpCode.Code == Code.Callvirt, instruction.OpCode.Code == Code.Newobj)
                    : CallPrices.OfLibrary(called);
            default:
                return InstructionPrices.Of(instruction.OpCode);
        }
    }

    private bool IsFirmware(TypeReference type)
    {
        string scope = type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : type.Scope.Name;
        return _assemblies.Contains(scope) && !CallPrices.IsLock(type);
    }

    private static Instruction Call(ILProcessor il, string probe) =>
        il.Create(OpCodes.Call, il.Body.Method.Module.ImportReference(typeof(Probe).GetMethod(probe, BindingFlags.Public | BindingFlags.Static)));
}
