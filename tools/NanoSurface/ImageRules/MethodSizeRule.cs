using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>Methods too large for the node: 254 locals crash it, and a branch holds a signed 16-bit distance.</summary>
public sealed class MethodSizeRule : IImageRule
{
    public const string LocalsId = "locals";
    public const string BranchId = "branch";

    /// <summary>Most locals a method may have; the interpreter ends at 250, generated code needs some.</summary>
    public const int MaxLocals = 200;

    public IEnumerable<Finding> Inspect(FirmwareImage image)
    {
        foreach (MethodDefinition method in image.Methods)
        {
            if (method.Body.Variables.Count > MaxLocals)
            {
                yield return image.At(method, null, LocalsId, $"{method.Body.Variables.Count} locals, at most {MaxLocals}: split the method");
            }
            Instruction? far = method.Body.Instructions.FirstOrDefault(instruction => Targets(instruction).Any(target => IsFar(instruction, target)));
            if (far != null)
            {
                yield return image.At(method, far, BranchId, $"a branch spans more than 32 KB of IL: split the method");
            }
        }
    }

    private static Instruction[] Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static bool IsFar(Instruction from, Instruction to)
    {
        int distance = to.Offset - (from.Offset + from.GetSize());
        return distance is < short.MinValue or > short.MaxValue;
    }
}
