using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Model
{
    /// <summary>A value against a warning and an alarm limit, with hold times and hysteresis, all in values taken.</summary>
    public sealed class LimitWatch
    {
        /// <summary>A limit that no value reaches.</summary>
        public const int Off = int.MaxValue;

        /// <summary>Bytes of <see cref="Save"/>.</summary>
        public const int SavedLength = 9;

        private readonly int _warning;
        private readonly int _alarm;
        private readonly int _hysteresis;
        private readonly int _warningHold;
        private readonly int _alarmHold;
        private readonly int _clearHold;
        private int _warningRun;
        private int _alarmRun;
        private int _belowWarningRun;
        private int _belowAlarmRun;

        /// <summary>At rest: healthy.</summary>
        /// <param name="warning">Values from here on are a warning; or <see cref="Off"/>.</param>
        /// <param name="alarm">Values from here on are an alarm, at least <paramref name="warning"/> where that is not off; or <see cref="Off"/>.</param>
        /// <param name="hysteresis">How far below a limit a value must be to end its state, 0 or more.</param>
        /// <param name="warningHold">Values in a row that make a warning, 1 … 65535.</param>
        /// <param name="alarmHold">Values in a row that make an alarm.</param>
        /// <param name="clearHold">Values in a row below a limit less the hysteresis that end its state.</param>
        public LimitWatch(int warning, int alarm, int hysteresis, int warningHold, int alarmHold, int clearHold)
        {
            _warning = warning;
            _alarm = alarm;
            _hysteresis = hysteresis;
            _warningHold = warningHold;
            _alarmHold = alarmHold;
            _clearHold = clearHold;
            State = HealthState.Healthy;
        }

        /// <summary>Healthy, Warning or Alarm of <see cref="HealthState"/>, after hold times.</summary>
        public int State { get; private set; }

        /// <summary>What the last value says by itself.</summary>
        public int PointwiseState
        {
            get { return _alarmRun > 0 ? HealthState.Alarm : _warningRun > 0 ? HealthState.Warning : HealthState.Healthy; }
        }

        /// <summary>The limit behind a state: that of the alarm, or of the warning.</summary>
        public int LimitOf(int state)
        {
            return state == HealthState.Alarm ? _alarm : _warning;
        }

        /// <summary>Takes the next value.</summary>
        /// <returns>The state after it.</returns>
        public int Take(int value)
        {
            _warningRun = value >= _warning && _warning != Off ? Next(_warningRun) : 0;
            _alarmRun = value >= _alarm && _alarm != Off ? Next(_alarmRun) : 0;
            _belowWarningRun = value < (long)_warning - _hysteresis ? Next(_belowWarningRun) : 0;
            _belowAlarmRun = value < (long)_alarm - _hysteresis ? Next(_belowAlarmRun) : 0;
            bool warns = _warningRun >= _warningHold;
            if (_alarmRun >= _alarmHold)
            {
                State = HealthState.Alarm;
            }
            else if (_belowWarningRun >= _clearHold && _belowAlarmRun >= _clearHold)
            {
                State = warns ? HealthState.Warning : HealthState.Healthy;
            }
            else if (State == HealthState.Alarm && _warning != Off)
            {
                State = _belowAlarmRun >= _clearHold ? HealthState.Warning : HealthState.Alarm;
            }
            else if (State == HealthState.Healthy && warns)
            {
                State = HealthState.Warning;
            }

            return State;
        }

        /// <summary>The values to come do not follow the ones before. The state stays.</summary>
        public void Break()
        {
            _warningRun = 0;
            _alarmRun = 0;
            _belowWarningRun = 0;
            _belowAlarmRun = 0;
        }

        /// <summary>Healthy until the values say otherwise; they go on.</summary>
        public void Settle()
        {
            State = HealthState.Healthy;
        }

        /// <summary>Healthy, and the values to come do not follow the ones before.</summary>
        public void Reset()
        {
            Break();
            Settle();
        }

        /// <summary>Writes what it remembers: state (1), runs (2 each).</summary>
        public void Save(PayloadWriter writer)
        {
            writer.Byte(State);
            writer.Int16(_warningRun);
            writer.Int16(_alarmRun);
            writer.Int16(_belowWarningRun);
            writer.Int16(_belowAlarmRun);
        }

        /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
        public void Load(PayloadReader reader)
        {
            State = reader.Byte("state of a limit", HealthState.Healthy, HealthState.Alarm);
            _warningRun = reader.UInt16("run");
            _alarmRun = reader.UInt16("run");
            _belowWarningRun = reader.UInt16("run");
            _belowAlarmRun = reader.UInt16("run");
        }

        private static int Next(int run)
        {
            return run < 65535 ? run + 1 : run;
        }
    }
}
