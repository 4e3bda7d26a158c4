namespace NanoMonitor.Simulation.Machines.Vibration;

/// <summary>Where a bearing is damaged.</summary>
public enum BearingDefectLocation
{
    /// <summary>Outer race, in the load zone: strikes at BPFO, evenly strong.</summary>
    OuterRace,

    /// <summary>Inner race: strikes at BPFI, strong while it passes the load zone once per revolution.</summary>
    InnerRace,

    /// <summary>A ball: strikes both races, at twice BSF, modulated at cage frequency.</summary>
    Ball,

    /// <summary>The cage: one strike per cage turn, FTF.</summary>
    Cage,
}
