using Mono.Cecil;

namespace NanoMonitor.Tools.NodeCost.Prices;

/// <summary>
/// What calls cost in the nanoFramework interpreter, return included, in tenths of a tick; source as for
/// <see cref="InstructionPrices"/>. What a called method of the firmware does is counted by itself; a method of the base
/// library or of a device class runs natively and costs one price as a whole.
/// </summary>
public static class CallPrices
{
    private const int Static = 115;
    private const int Instance = 100;
    private const int Virtual = 220;
    private const int Delegate = 130;
    private const int Native = 300;

    // An automatic property costs 13 as a whole, of which its ldarg and ldfld are counted in its body.
    private const int AutomaticProperty = 130 - 10 - 29;

    // A lock costs 95: try/finally 15, eight simple instructions, and two of these.
    private const int EnterOrExitLock = 360;

    private const int CopyArray = 540;
    private const int AbsoluteValue = 460;
    private const int CharacterOfString = 430;

    /// <summary>The lock statement's monitor, compiled into firmware by the virtual board; native on the node.</summary>
    public static bool IsLock(TypeReference type) => type.FullName == "System.Threading.Monitor";

    /// <summary>The price of a call of a method of the firmware itself.</summary>
    /// <param name="method">The method.</param>
    /// <param name="looksUp">Whether the instruction looks the method up in the object's type (callvirt).</param>
    /// <param name="creates">Whether it is a constructor called to make an object.</param>
    public static int OfFirmware(MethodDefinition method, bool looksUp, bool creates)
    {
        if (creates)
        {
            return InstructionPrices.Allocation + Instance;
        }

        if (looksUp && method.IsVirtual)
        {
            return Virtual;
        }

        bool automatic = method.IsGetter && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");
        return automatic ? AutomaticProperty : method.IsStatic ? Static : Instance;
    }

    /// <summary>The price of a call into the base library or a device class.</summary>
    public static int OfLibrary(MethodReference method)
    {
        TypeReference type = method.DeclaringType;
        return (type.FullName, method.Name) switch
        {
            ("System.Array", "Copy" or "Clear") => CopyArray,
            // The smaller and the larger of two are written like the absolute value there.
            ("System.Math", "Abs" or "Min" or "Max") => AbsoluteValue,
            ("System.String", "get_Chars") => CharacterOfString,
            ("System.Threading.Monitor", _) => EnterOrExitLock,
            (_, "Invoke") => Delegate,
            _ => Native,
        };
    }
}
