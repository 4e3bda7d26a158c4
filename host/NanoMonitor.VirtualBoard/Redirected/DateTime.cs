using NanoMonitor.VirtualBoard.Time;
using NetDateTime = System.DateTime;

namespace NanoMonitor.VirtualBoard.Redirected;

/// <summary>nanoFramework's date and time: UTC only, with conversions to Unix time, its clock the board's.</summary>
[StandsFor("System.DateTime")]
public readonly struct DateTime : IEquatable<DateTime>, IComparable
{
    public static readonly DateTime MinValue = new(NetDateTime.MinValue.Ticks);

    public static readonly DateTime MaxValue = new(NetDateTime.MaxValue.Ticks);

    public static readonly DateTime UnixEpoch = new(NetDateTime.UnixEpoch.Ticks);

    private readonly NetDateTime value;

    public DateTime(int year, int month, int day)
        : this(year, month, day, 0, 0, 0)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, 0)
    {
    }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
        : this(new NetDateTime(year, month, day, hour, minute, second, millisecond).Ticks)
    {
    }

    public DateTime(long ticks) => value = new NetDateTime(ticks, DateTimeKind.Utc);

    public static DateTime UtcNow => BoardThread.Require().Cycle.Board.TimeOfDay.UtcNow;

    public static DateTime Today => UtcNow.Date;

    public DateTime Date => value.Date;

    public int Day => value.Day;

    public DayOfWeek DayOfWeek => value.DayOfWeek;

    public int DayOfYear => value.DayOfYear;

    public int Hour => value.Hour;

    public DateTimeKind Kind => value.Kind;

    public int Millisecond => value.Millisecond;

    public int Minute => value.Minute;

    public int Month => value.Month;

    public int Second => value.Second;

    public long Ticks => value.Ticks;

    public TimeSpan TimeOfDay => value.TimeOfDay;

    public int Year => value.Year;

    public static implicit operator DateTime(NetDateTime time) => new(time.Ticks);

    public static implicit operator NetDateTime(DateTime time) => new(time.Ticks, DateTimeKind.Utc);

    public static DateTime operator +(DateTime d, TimeSpan t) => d.value + t;

    public static DateTime operator -(DateTime d, TimeSpan t) => d.value - t;

    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.value - d2.value;

    public static bool operator ==(DateTime d1, DateTime d2) => d1.value == d2.value;

    public static bool operator !=(DateTime d1, DateTime d2) => d1.value != d2.value;

    public static bool operator <(DateTime t1, DateTime t2) => t1.value < t2.value;

    public static bool operator <=(DateTime t1, DateTime t2) => t1.value <= t2.value;

    public static bool operator >(DateTime t1, DateTime t2) => t1.value > t2.value;

    public static bool operator >=(DateTime t1, DateTime t2) => t1.value >= t2.value;

    public static DateTime FromUnixTimeSeconds(long seconds) => UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond);

    public static int Compare(DateTime t1, DateTime t2) => t1.value.CompareTo(t2.value);

    public static int DaysInMonth(int year, int month) => NetDateTime.DaysInMonth(year, month);

    public static bool Equals(DateTime t1, DateTime t2) => t1.value == t2.value;

    public long ToUnixTimeSeconds() => (Ticks - NetDateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    public DateTime Add(TimeSpan val) => value + val;

    public DateTime AddDays(double val) => value.AddDays(val);

    public DateTime AddHours(double val) => value.AddHours(val);

    public DateTime AddMilliseconds(double val) => value.AddMilliseconds(val);

    public DateTime AddMinutes(double val) => value.AddMinutes(val);

    public DateTime AddSeconds(double val) => value.AddSeconds(val);

    public DateTime AddTicks(long val) => value.AddTicks(val);

    public TimeSpan Subtract(DateTime val) => value - val.value;

    public DateTime Subtract(TimeSpan val) => value - val;

    public int CompareTo(object? val) => val is DateTime other ? value.CompareTo(other.value) : throw new ArgumentException("Not a DateTime.");

    public bool Equals(DateTime other) => value == other.value;

    public override bool Equals(object? val) => val is DateTime other && Equals(other);

    public override int GetHashCode() => value.GetHashCode();

    public override string ToString() => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string ToString(string format) => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
