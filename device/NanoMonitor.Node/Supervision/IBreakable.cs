namespace NanoMonitor.Node.Supervision
{
    /// <summary>A part that can be freed, from another thread, from what it may hang in.</summary>
    public interface IBreakable
    {
        /// <summary>Ends what is under way so that the part's own loop begins anew.</summary>
        void Break();
    }
}
