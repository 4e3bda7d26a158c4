using Mono.Cecil.Cil;

namespace NanoMonitor.Tools.NodeCost.Metering;

/// <summary>The basic blocks of a method: runs of instructions that are entered at the first and left after the last.</summary>
internal static class BasicBlocks
{
    /// <summary>All blocks, in order.</summary>
    public static List<List<Instruction>> Of(MethodBody body)
    {
        HashSet<Instruction> first = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            first.UnionWith(Targets(instruction));
            bool goesOn = instruction.OpCode.FlowControl is FlowControl.Next or FlowControl.Call or FlowControl.Meta;
            if (!goesOn && instruction.Next != null)
            {
                first.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            first.UnionWith(Edges(handler).OfType<Instruction>());
        }

        List<List<Instruction>> blocks = [];
        foreach (Instruction instruction in body.Instructions)
        {
            if (first.Contains(instruction))
            {
                blocks.Add([]);
            }

            blocks[^1].Add(instruction);
        }

        return blocks;
    }

    /// <summary>Lets everything that leads to an instruction lead to another.</summary>
    public static void Redirect(MethodBody body, Dictionary<Instruction, Instruction> moved)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                instruction.Operand = moved[target];
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = targets.Select(each => moved[each]).ToArray();
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        Instruction? Moved(Instruction? edge) => edge == null ? null : moved[edge];
    }

    private static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static Instruction?[] Edges(ExceptionHandler handler) =>
        [handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart];
}
