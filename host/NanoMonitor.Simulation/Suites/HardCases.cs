namespace NanoMonitor.Simulation.Suites;

/// <summary>The cases of the suite.</summary>
public static class HardCases
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<HardCase> All { get; } =
    [
        new("speed-fan", "An inverter takes the fan through eight speeds.", SuiteMachine.Fan, SensorSetup.Mpu6886At200Hz)
        {
            Points = SuiteMachine.InverterSpeeds,
            Severity = 1.4,
        },
        new("load-pump", "A valve throttles the pump to six loads.", SuiteMachine.Pump, SensorSetup.Lsm6dsoAt833Hz)
        {
            Points = SuiteMachine.ThrottledLoads,
        },
        new("mounting-fan", "The sensor is taken off and put back before every recording.", SuiteMachine.Fan, SensorSetup.Lis3dhAt400Hz)
        {
            Remounting = 1,
        },
        new("mounting-rig", "The sensor is taken off and put back before every recording.", SuiteMachine.BearingRig, SensorSetup.Adxl355At4KHz)
        {
            Remounting = 1,
            SnapshotWindows = 4,
        },
        new("ageing-pump", "All vibration grows by 0.4 % a day; recordings are two days apart.", SuiteMachine.Pump, SensorSetup.Mpu6886At1KHz)
        {
            AgeingPerDay = 0.004,
            DaysBetween = 2,
        },
        new("ageing-rig", "All vibration grows by 0.4 % a day; recordings are two days apart.", SuiteMachine.BearingRig, SensorSetup.Mpu6886At4KHz)
        {
            AgeingPerDay = 0.004,
            DaysBetween = 2,
            SnapshotWindows = 4,
        },
        new("short-fan", "Two recordings of 50 windows are all there is to learn from.", SuiteMachine.Fan, SensorSetup.Mpu6886At200Hz)
        {
            TrainingRuns = 2,
            TrainingWindows = 50,
        },
        new("short-rig", "Two recordings of 50 windows are all there is to learn from.", SuiteMachine.BearingRig, SensorSetup.Mpu6886At4KHz)
        {
            TrainingRuns = 2,
            TrainingWindows = 50,
            SnapshotWindows = 2,
        },
        new("warming-pump", "The hall warms by 24 K over the day and softens what the sensor sits on; healthy runs to learn from are those of one morning.", SuiteMachine.Pump, SensorSetup.Mpu6886At1KHz)
        {
            DailySwingK = 12,
            SofteningPerK = 0.006,
            DaysBetween = 0.04,
        },
        new("mains-fan", "The mains at 50 Hz, beside the fan's second order, come and go.", SuiteMachine.Fan, SensorSetup.Mpu6886At200Hz)
        {
            MainsG = 0.015,
        },
        new("dead-bits-fan", "The four lowest bits of x read 0 and of y read 1.", SuiteMachine.Fan, SensorSetup.Lis3dhAt400Hz)
        {
            StuckBits = 4,
        },
        new("dead-bits-rig", "The eight lowest bits of x read 0 and of y read 1.", SuiteMachine.BearingRig, SensorSetup.Mpu6886At4KHz)
        {
            StuckBits = 8,
            SnapshotWindows = 4,
        },
        new("everything-pump", "Six loads, ageing, warmth, mains, a sensor put back before every recording, with a dead bit, and 160 windows to learn from.", SuiteMachine.Pump, SensorSetup.Adxl345At800Hz)
        {
            Points = SuiteMachine.ThrottledLoads,
            TrainingWindows = 40,
            AgeingPerDay = 0.004,
            DaysBetween = 1.1,
            DailySwingK = 8,
            SofteningPerK = 0.002,
            MainsG = 0.01,
            Remounting = 0.5,
            Severity = 1.2,
            StuckBits = 1,
        },
    ];

    /// <summary>The case of that name, or null.</summary>
    public static HardCase? Find(string name) => All.FirstOrDefault(hardCase => hardCase.Name == name);
}
