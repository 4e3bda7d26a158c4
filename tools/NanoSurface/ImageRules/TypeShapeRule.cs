using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoMonitor.Tools.NanoSurface.Findings;
using NanoMonitor.Tools.NanoSurface.SourceRules;

namespace NanoMonitor.Tools.NanoSurface.ImageRules;

/// <summary>Types in signatures, locals and instructions that the interpreter cannot carry, however the source spells them.</summary>
public sealed class TypeShapeRule : IImageRule
{
    public const string PointerId = "pointer";

    public IEnumerable<Finding> Inspect(FirmwareImage image)
    {
        foreach (TypeDefinition type in image.Types)
        {
            if (type.HasGenericParameters || type.Fields.Any(field => Bad(field.FieldType) != null))
            {
                yield return image.AtProject(GenericRule.Id, $"type {type.FullName} is generic or has a field of a generic, pointer or multi-dimensional type");
            }
        }
        foreach (MethodDefinition method in image.Methods)
        {
            IEnumerable<TypeReference> signature = method.Parameters.Select(parameter => parameter.ParameterType)
                .Concat(method.Body.Variables.Select(variable => variable.VariableType))
                .Append(method.ReturnType);
            string? bad = method.HasGenericParameters ? GenericRule.Id : signature.Select(Bad).FirstOrDefault(rule => rule != null);
            if (bad != null)
            {
                yield return image.At(method, null, bad, $"its signature or locals hold a type that the interpreter cannot carry");
            }
            foreach (Instruction instruction in method.Body.Instructions)
            {
                string? rule = instruction.Operand switch
                {
                    GenericInstanceMethod => GenericRule.Id,
                    TypeReference type => Bad(type),
                    MemberReference member => member.DeclaringType == null ? null : Bad(member.DeclaringType),
                    _ => null,
                };
                if (rule != null)
                {
                    yield return image.At(method, instruction, rule, $"'{instruction.Operand}' cannot run on the interpreter");
                }
            }
        }
    }

    private static string? Bad(TypeReference type) => type switch
    {
        GenericInstanceType or GenericParameter => GenericRule.Id,
        PointerType or FunctionPointerType => PointerId,
        ArrayType { Rank: > 1 } => ArrayRankRule.Id,
        TypeSpecification specification => Bad(specification.ElementType),
        _ => null,
    };
}
