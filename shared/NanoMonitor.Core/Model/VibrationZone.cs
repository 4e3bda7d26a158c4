using System;

namespace NanoMonitor.Core.Model
{
    /// <summary>
    /// The evaluation zones of ISO 20816-3:2022, annex A (unchanged from ISO 10816-3:2009), for the r.m.s. velocity of 10 Hz to
    /// 1000 Hz at the bearings of industrial machines above 15 kW and 600 r/min.
    /// </summary>
    /// <remarks>
    /// Group 1: above 300 kW, or motors with a shaft height from 315 mm. Group 2: above 15 kW up to 300 kW, or a shaft height from
    /// 160 mm to below 315 mm. A: newly commissioned; B: fit for unrestricted long-term operation; C: not for long; D: damage is likely.
    /// </remarks>
    public static class VibrationZone
    {
        /// <summary>Not rated.</summary>
        public const int None = 0;

        /// <summary>Zone A.</summary>
        public const int A = 1;

        /// <summary>Zone B.</summary>
        public const int B = 2;

        /// <summary>Zone C: a warning.</summary>
        public const int C = 3;

        /// <summary>Zone D: an alarm.</summary>
        public const int D = 4;

        /// <summary>Where a zone begins, 0.01 mm/s.</summary>
        /// <param name="group">1 or 2.</param>
        /// <param name="flexible">Whether the support is flexible in the direction measured.</param>
        /// <param name="zone"><see cref="A"/> … <see cref="D"/>.</param>
        /// <exception cref="ArgumentException">Another group or zone.</exception>
        public static int Start(int group, bool flexible, int zone)
        {
            if (group != 1 && group != 2)
            {
                throw new ArgumentException("machine group: 1 or 2 expected, not " + group.ToString());
            }

            // Group 1 on a rigid support has the limits of group 2 on a flexible one.
            int row = group == 2 ? (flexible ? 1 : 0) : (flexible ? 2 : 1);
            switch (zone)
            {
                case A: return 0;
                case B: return row == 0 ? 140 : row == 1 ? 230 : 350;
                case C: return row == 0 ? 280 : row == 1 ? 450 : 710;
                case D: return row == 0 ? 450 : row == 1 ? 710 : 1100;
                default: throw new ArgumentException("zone: 1 to 4 expected, not " + zone.ToString());
            }
        }

        /// <summary>The zone of a velocity in 0.01 mm/s.</summary>
        public static int Of(int velocityCentiMmS, int group, bool flexible)
        {
            int zone = A;
            while (zone < D && velocityCentiMmS >= Start(group, flexible, zone + 1))
            {
                zone++;
            }

            return zone;
        }
    }
}
