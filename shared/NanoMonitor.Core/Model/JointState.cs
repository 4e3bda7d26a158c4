namespace NanoMonitor.Core.Model
{
    /// <summary>One state out of the two judgements, the model's and that of magnitudes.</summary>
    public static class JointState
    {
        /// <summary>
        /// A sensor fault comes first: nothing is judged. Then the worse of alarm and warning, whoever says it, also while the
        /// machine stands, the mean score is not known yet, or there is no model. Else what the model's judgement says.
        /// </summary>
        /// <param name="model">Any <see cref="HealthState"/>.</param>
        /// <param name="magnitude">Healthy, Warning or Alarm.</param>
        public static int Of(int model, int magnitude)
        {
            if (model == HealthState.SensorFault || magnitude == HealthState.Healthy)
            {
                return model;
            }

            return model == HealthState.Alarm ? model : magnitude;
        }
    }
}
