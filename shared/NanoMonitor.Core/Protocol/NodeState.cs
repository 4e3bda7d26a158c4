using System;
using NanoMonitor.Core.Binary;
using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Protocol
{
    /// <summary>
    /// The retained plain text of the <c>state</c> topic: the name of a <see cref="HealthState"/>, or
    /// <see cref="LostText"/>, the last will.
    /// </summary>
    public static class NodeState
    {
        public const string LostText = "lost";

        /// <summary>What <see cref="Parse"/> gives for <see cref="LostText"/>.</summary>
        public const int Lost = -1;

        /// <summary>A <see cref="HealthState"/> or <see cref="Lost"/>.</summary>
        /// <exception cref="FormatException">No such text.</exception>
        public static int Parse(byte[] payload)
        {
            string text = payload == null ? "" : Bytes.ToAscii(payload, 0, payload.Length > 32 ? 32 : payload.Length);
            if (text == LostText)
            {
                return Lost;
            }

            for (int state = 0; state < HealthState.Count; state++)
            {
                if (HealthState.Name(state) == text)
                {
                    return state;
                }
            }

            throw new FormatException("state: '" + text + "' is not the name of a state");
        }

        /// <summary>The payload for a <see cref="HealthState"/>.</summary>
        public static byte[] Encode(int state)
        {
            return Bytes.FromAscii(HealthState.Name(state));
        }
    }
}
