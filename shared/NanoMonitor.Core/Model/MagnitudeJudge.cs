using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Numerics;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// The threshold judgement, which needs no model: temperature against its limits, and vibration, as velocity against the zones of
    /// ISO 20816-3 where velocity is measured and the machine is rated, else as acceleration against limits of its own. Allocates
    /// nothing after construction.
    /// </summary>
    /// <remarks>
    /// Figures are RMS values of at least a second. A limit must be reached for ten seconds to count, and left by 2 °C, or a tenth
    /// of it, for thirty seconds to end.
    /// </remarks>
    public sealed class MagnitudeJudge
    {
        /// <summary>Bytes of <see cref="Save"/> with three axes.</summary>
        public const int SavedLength = 2 * LimitWatch.SavedLength + 2 * StateCause.EncodedLength + 4 + 3 * 8;

        private const int FigureMs = 1000;
        private const int HoldMs = 10000;
        private const int ClearMs = 30000;
        private const int TemperatureHysteresisCentiC = 200;
        private const int VibrationHysteresisDivisor = 10;

        private readonly MagnitudeLimits _limits;
        private readonly bool _usesVelocity;
        private readonly LimitWatch _temperature;
        private readonly LimitWatch _vibration;
        private readonly StateCause _temperatureCause = new StateCause();
        private readonly StateCause _vibrationCause = new StateCause();
        private readonly long[] _squares;
        private readonly int _figureWindows;
        private int _windows;

        /// <summary>At the start.</summary>
        /// <param name="limits">What to judge against.</param>
        /// <param name="velocity">Whether velocity is measured.</param>
        /// <param name="axisCount">1 … 3.</param>
        /// <param name="windowMs">Length of a window, 1 or more.</param>
        public MagnitudeJudge(MagnitudeLimits limits, bool velocity, int axisCount, int windowMs)
        {
            _limits = limits;
            _usesVelocity = velocity && limits.MachineGroup != 0;
            _squares = new long[axisCount];
            _figureWindows = (FigureMs + windowMs - 1) / windowMs;
            int figureMs = _figureWindows * windowMs;
            int hold = (HoldMs + figureMs - 1) / figureMs;
            int clear = (ClearMs + figureMs - 1) / figureMs;
            _temperature = new LimitWatch(
                limits.TemperatureWarningCentiC, limits.TemperatureAlarmCentiC, TemperatureHysteresisCentiC, hold, hold, clear);
            int warning = _usesVelocity ? VibrationZone.Start(limits.MachineGroup, limits.FlexibleSupport, VibrationZone.C) : limits.AccelerationWarningMilliG;
            int alarm = _usesVelocity ? VibrationZone.Start(limits.MachineGroup, limits.FlexibleSupport, VibrationZone.D) : limits.AccelerationAlarmMilliG;
            int lower = warning < alarm ? warning : alarm;
            _vibration = new LimitWatch(warning, alarm, lower == LimitWatch.Off ? 0 : lower / VibrationHysteresisDivisor, hold, hold, clear);
        }

        /// <summary>Healthy, Warning or Alarm of <see cref="HealthState"/>: the worse of temperature and vibration.</summary>
        public int State
        {
            get { return _temperature.State > _vibration.State ? _temperature.State : _vibration.State; }
        }

        /// <summary>What <see cref="State"/> stands on.</summary>
        public StateCause Cause
        {
            get { return _temperature.State > _vibration.State ? _temperatureCause : _vibrationCause; }
        }

        /// <summary>Zone of the last velocity, of <see cref="VibrationZone"/>; None where velocity is not judged or not known.</summary>
        public int Zone { get; private set; }

        /// <summary>Takes one window.</summary>
        /// <param name="rmsMilliG">RMS of each axis, 0.001 g.</param>
        /// <param name="hasTemperature">Whether there is a temperature.</param>
        /// <param name="temperatureCentiC">0.01 °C.</param>
        public void Take(int[] rmsMilliG, bool hasTemperature, int temperatureCentiC)
        {
            for (int axis = 0; axis < _squares.Length; axis++)
            {
                _squares[axis] += (long)rmsMilliG[axis] * rmsMilliG[axis];
            }

            _windows++;
            if (_windows < _figureWindows)
            {
                return;
            }

            if (!_usesVelocity)
            {
                TakeAcceleration();
            }

            if (hasTemperature)
            {
                Judge(_temperature, _temperatureCause, StateCause.Temperature, StateCause.NoAxis, temperatureCentiC);
            }

            BeginFigure();
        }

        /// <summary>Takes a new figure of velocity, where it is measured.</summary>
        /// <param name="rmsCentiMmS">RMS of each axis, 0.01 mm/s.</param>
        public void TakeVelocity(int[] rmsCentiMmS)
        {
            if (!_usesVelocity)
            {
                return;
            }

            int axis = Strongest(rmsCentiMmS);
            Zone = VibrationZone.Of(rmsCentiMmS[axis], _limits.MachineGroup, _limits.FlexibleSupport);
            Judge(_vibration, _vibrationCause, StateCause.Velocity, axis, rmsCentiMmS[axis]);
        }

        /// <summary>Windows were lost: figures begin anew. The state stays.</summary>
        public void Void()
        {
            BeginFigure();
            _vibration.Break();
            Zone = VibrationZone.None;
        }

        /// <summary>The accelerometer failed: what it said counts no more.</summary>
        public void Fault()
        {
            Void();
            _vibration.Reset();
            _vibrationCause.Clear();
            _temperature.Break();
        }

        /// <summary>
        /// Writes what must outlive deep sleep; <see cref="SavedLength"/> bytes. A wake can be shorter than a figure, which then goes on.
        /// </summary>
        public void Save(PayloadWriter writer)
        {
            _temperature.Save(writer);
            _vibration.Save(writer);
            _temperatureCause.Write(writer);
            _vibrationCause.Write(writer);
            writer.Int32(_windows);
            for (int axis = 0; axis < _squares.Length; axis++)
            {
                writer.Int64(_squares[axis]);
            }
        }

        /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
        public void Load(PayloadReader reader)
        {
            _temperature.Load(reader);
            _vibration.Load(reader);
            _temperatureCause.Read(reader);
            _vibrationCause.Read(reader);
            _windows = reader.Count("windows of the figure");
            for (int axis = 0; axis < _squares.Length; axis++)
            {
                _squares[axis] = reader.LongCount("sum of squares");
            }
        }

        private static int Strongest(int[] values)
        {
            int strongest = 0;
            for (int axis = 1; axis < values.Length; axis++)
            {
                if (values[axis] > values[strongest])
                {
                    strongest = axis;
                }
            }

            return strongest;
        }

        private static void Judge(LimitWatch watch, StateCause cause, int kind, int axis, int value)
        {
            int state = watch.Take(value);
            if (state == HealthState.Healthy)
            {
                cause.Clear();
            }
            else
            {
                cause.Set(kind, axis, value, watch.LimitOf(state));
            }
        }

        private void TakeAcceleration()
        {
            int strongest = 0;
            for (int axis = 1; axis < _squares.Length; axis++)
            {
                if (_squares[axis] > _squares[strongest])
                {
                    strongest = axis;
                }
            }

            Judge(_vibration, _vibrationCause, StateCause.Acceleration, strongest, (int)IntegerRoot.Floor(_squares[strongest] / _windows));
        }

        private void BeginFigure()
        {
            _windows = 0;
            for (int axis = 0; axis < _squares.Length; axis++)
            {
                _squares[axis] = 0;
            }
        }
    }
}
