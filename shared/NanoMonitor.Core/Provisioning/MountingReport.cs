using System;
using NanoMonitor.Core.Binary;

namespace NanoMonitor.Core.Provisioning
{
    /// <summary>What a node measured in ten seconds, for the person who mounts it. On the wire as strings <c>name=value</c>.</summary>
    public sealed class MountingReport
    {
        /// <summary>Characters of <see cref="SensorStatus"/> that go into a frame beside the largest figures.</summary>
        public const int LongestStatus = 40;

        private const int AxisCount = 3;

        /// <summary>How the sensor's last access went, in words; "ok" where all is well.</summary>
        public string SensorStatus { get; set; } = "";

        /// <summary>Name of the sensor's family.</summary>
        public string Sensor { get; set; } = "";

        /// <summary>Full scale, ± g.</summary>
        public int RangeG { get; set; }

        /// <summary>Sample frames measured; 0 where the sensor gave none.</summary>
        public int Frames { get; set; }

        /// <summary>Of these, how many touched an end of the range on some axis.</summary>
        public int Clipped { get; set; }

        /// <summary>Windows lost to gaps and overruns meanwhile.</summary>
        public int Voided { get; set; }

        /// <summary>[axis] root mean square about the mean in the quietest window, 10⁻⁶ g.</summary>
        public int[] NoiseMicroG { get; set; } = new int[AxisCount];

        /// <summary>[axis] mean of all frames, 10⁻⁶ g.</summary>
        public int[] GravityMicroG { get; set; } = new int[AxisCount];

        /// <summary>Nominal sample rate, mHz.</summary>
        public int NominalRateMilliHz { get; set; }

        /// <summary>Measured sample rate, mHz; 0 where it is not known.</summary>
        public int MeasuredRateMilliHz { get; set; }

        /// <summary>0.01 °C; −32768 = unknown.</summary>
        public int TemperatureCentiC { get; set; }

        public string[] ToStrings()
        {
            return new string[]
            {
                "status=" + SensorStatus,
                "sensor=" + Sensor,
                "rangeG=" + RangeG.ToString(),
                "frames=" + Frames.ToString(),
                "clipped=" + Clipped.ToString(),
                "voided=" + Voided.ToString(),
                "noise=" + Join(NoiseMicroG),
                "gravity=" + Join(GravityMicroG),
                "nominal=" + NominalRateMilliHz.ToString(),
                "measured=" + MeasuredRateMilliHz.ToString(),
                "temperature=" + TemperatureCentiC.ToString(),
            };
        }

        /// <param name="strings">Of a result; those that name nothing here are passed over.</param>
        /// <exception cref="FormatException">A value is missing or no number.</exception>
        public static MountingReport Parse(string[] strings)
        {
            MountingReport report = new MountingReport();
            report.SensorStatus = NamedValues.Find(strings, "status");
            report.Sensor = NamedValues.Find(strings, "sensor");
            report.RangeG = Number(strings, "rangeG");
            report.Frames = Number(strings, "frames");
            report.Clipped = Number(strings, "clipped");
            report.Voided = Number(strings, "voided");
            report.NoiseMicroG = Axes(strings, "noise");
            report.GravityMicroG = Axes(strings, "gravity");
            report.NominalRateMilliHz = Number(strings, "nominal");
            report.MeasuredRateMilliHz = Number(strings, "measured");
            report.TemperatureCentiC = Number(strings, "temperature");
            return report;
        }

        private static string Join(int[] values)
        {
            return values[0].ToString() + " " + values[1].ToString() + " " + values[2].ToString();
        }

        private static int Number(string[] strings, string name)
        {
            return (int)Digits.Parse("improv: " + name, NamedValues.Find(strings, name), int.MinValue, int.MaxValue);
        }

        private static int[] Axes(string[] strings, string name)
        {
            string[] parts = NamedValues.Find(strings, name).Split(' ');
            if (parts.Length != AxisCount)
            {
                throw new FormatException("improv: " + name + ": three numbers expected");
            }

            int[] values = new int[AxisCount];
            for (int axis = 0; axis < AxisCount; axis++)
            {
                values[axis] = (int)Digits.Parse("improv: " + name, parts[axis], int.MinValue, int.MaxValue);
            }

            return values;
        }
    }
}
