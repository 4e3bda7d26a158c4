using NanoMonitor.Simulation.Machines;
using NanoMonitor.Simulation.Machines.Vibration;
using NanoMonitor.Simulation.Sensors;

namespace NanoMonitor.Simulation.Suites;

/// <summary>
/// Takes the recordings of a case: one machine over all of its sessions, its sensor's samples in counts as a node reads them. Sessions
/// must be recorded in the order of time.
/// </summary>
public sealed class CaseRecorder
{
    private const double SecondsBetweenSnapshots = 60;

    private readonly HardCase _case;
    private readonly Machine _machine;
    private readonly ChosenFault _fault;
    private readonly Bracket _bracket;
    private readonly MainsPickUp _mains;
    private readonly ISampleSource _sensor;

    /// <summary>A machine and sensor of this seed.</summary>
    public CaseRecorder(HardCase hardCase, long seed)
    {
        _case = hardCase;
        _fault = new ChosenFault([.. hardCase.Machine.Faults.Select(fault => fault.Create(seed))]);
        _machine = hardCase.Machine.Create(new MachineDraft(seed, _fault, hardCase.Points, hardCase.AgeingPerDay, hardCase.DailySwingK));
        _bracket = new Bracket(_machine, hardCase.SofteningPerK);
        _mains = new MainsPickUp(_bracket, seed);
        var sensor = new AnalogFrontEnd(_mains, seed, properties: AnalogProperties.Of(hardCase.Sensor.Family));
        _sensor = hardCase.StuckBits > 0 ? new StuckBits(sensor, hardCase.StuckBits) : sensor;
    }

    /// <summary>The samples of a session, and which snapshot each belongs to (0 where the node samples all the time).</summary>
    public IEnumerable<(int Snapshot, CountSample Sample)> Record(Session session)
    {
        _fault.Choice = Math.Max(0, session.Fault);
        _machine.Fault = FaultSchedule.Constant(session.Severity);
        _bracket.Mount([.. session.TurnDegrees], session.BracketModeHz, session.BracketGainDb);
        _mains.LevelG = session.MainsG;
        int windows = _case.SnapshotWindows == 0 ? session.Windows : _case.SnapshotWindows;
        for (int snapshot = 0; snapshot * windows < session.Windows; snapshot++)
        {
            _sensor.Begin(session.StartSeconds + (snapshot * SecondsBetweenSnapshots), _case.Sensor.Settings);
            for (int sample = 0; sample < windows * HardCase.WindowSamples; sample++)
            {
                _sensor.TryNext(out CountSample taken);
                yield return (snapshot, taken);
            }
        }
    }
}
