using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.SourceRules;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>
/// Instructions that the interpreter lacks (nf-interpreter, <c>Interpreter.cpp</c>, "Unsupported opcodes") or carries out
/// without their overflow check.
/// </summary>
public sealed class InstructionRule : IImageRule
{
    public const string Id = "instruction";

    private static readonly HashSet<Code> Missing =
    [
        Code.Arglist, Code.Cpblk, Code.Jmp, Code.Initblk, Code.Calli, Code.Ckfinite, Code.Localloc,
        Code.Mkrefany, Code.Refanytype, Code.Refanyval, Code.Readonly,
    ];

    public IEnumerable<Finding> Inspect(FirmwareImage image)
    {
        foreach (MethodDefinition method in image.Methods)
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (Missing.Contains(instruction.OpCode.Code))
                {
                    yield return image.At(method, instruction, Id, $"the interpreter has no '{instruction.OpCode.Name}' (pointers, stackalloc, fixed)");
                }
                else if (instruction.OpCode.Name.Contains(".ovf", StringComparison.Ordinal))
                {
                    yield return image.At(method, instruction, CheckedRule.Id, $"'{instruction.OpCode.Name}' never throws in the interpreter: no 'checked', and no long as an array index or length");
                }
            }
        }
    }
}
