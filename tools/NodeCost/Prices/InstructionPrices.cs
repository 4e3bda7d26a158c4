using Mono.Cecil.Cil;

namespace NanoMonitor.Tools.NodeCost.Prices;

/// <summary>
/// What one IL instruction costs in the nanoFramework interpreter, calls aside, in tenths of a tick. Measured on the
/// nf-interpreter 1.17 line, as executed machine instructions of a size-optimised 32-bit build. Operand width hardly matters:
/// int, long and float cost the same.
/// </summary>
public static class InstructionPrices
{
    /// <summary>Allocating an array, without what it costs the garbage collector later.</summary>
    public const int Allocation = 90;

    private const int Simple = 10;
    private const int DivideOrShift = 19;
    private const int Conversion = 24;
    private const int LoadWideElement = 15;
    private const int LoadNarrowElement = 18;
    private const int StoreElement = 27;
    private const int LoadField = 29;
    private const int StoreField = 34;
    private const int LoadStatic = 28;
    private const int StoreStatic = 32;

    // try/finally costs 15 as a whole: its leave and its endfinally.
    private const int HalfOfFinally = 75;

    /// <summary>The price of an instruction that is no call.</summary>
    public static int Of(OpCode opcode)
    {
        switch (opcode.Code)
        {
            case Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un or Code.Shl or Code.Shr or Code.Shr_Un:
                return DivideOrShift;
            case Code.Ldelem_I4 or Code.Ldelem_U4 or Code.Ldelem_I8 or Code.Ldelem_Ref or Code.Ldelem_R4 or Code.Ldelem_R8 or Code.Ldelem_Any:
                return LoadWideElement;
            case Code.Ldelem_I1 or Code.Ldelem_I2 or Code.Ldelem_U1 or Code.Ldelem_U2:
                return LoadNarrowElement;
            // Not measured by themselves: an address and what is behind it as an element.
            case Code.Ldelema or Code.Ldobj or Code.Ldind_I1 or Code.Ldind_I2 or Code.Ldind_I4 or Code.Ldind_I8 or Code.Ldind_U1 or Code.Ldind_U2 or Code.Ldind_U4 or Code.Ldind_Ref:
                return LoadWideElement;
            case Code.Stobj or Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 or Code.Stind_I8 or Code.Stind_Ref:
                return StoreElement;
            case Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 or Code.Stelem_I8 or Code.Stelem_Ref or Code.Stelem_R4 or Code.Stelem_R8 or Code.Stelem_Any:
                return StoreElement;
            case Code.Ldfld or Code.Ldflda:
                return LoadField;
            case Code.Stfld:
                return StoreField;
            case Code.Ldsfld or Code.Ldsflda:
                return LoadStatic;
            case Code.Stsfld:
                return StoreStatic;
            case Code.Newarr or Code.Box or Code.Ldstr:
                return Allocation;
            // Not measured by themselves: they look at an object's head as a field access does.
            case Code.Castclass or Code.Isinst or Code.Unbox or Code.Unbox_Any or Code.Initobj:
                return LoadField;
            case Code.Leave or Code.Leave_S or Code.Endfinally:
                return HalfOfFinally;
            // Part of the price of its call.
            case Code.Ret:
                return 0;
            default:
                return opcode.Name.StartsWith("conv.", StringComparison.Ordinal) ? Conversion : Simple;
        }
    }
}
