namespace NanoMonitor.Fleet.Rollouts.State;

/// <summary>How far a node is in a rollout.</summary>
public enum NodePhase
{
    /// <summary>Its wave has not begun.</summary>
    Waiting,

    /// <summary>The manifest is for it at the broker; it has not confirmed yet.</summary>
    Assigned,

    /// <summary>Confirmed; its health is being compared with before.</summary>
    Soaking,

    /// <summary>Runs the new table, and is no worse than before.</summary>
    Done,

    /// <summary>Did not take the table.</summary>
    Refused,

    /// <summary>Tried the table and went back by itself.</summary>
    Reverted,

    /// <summary>Has not answered in time. It still may, and counts as soon as it does.</summary>
    Silent,

    /// <summary>Runs the new table, and is worse than before.</summary>
    Worse,

    /// <summary>Somebody else assigned another model meanwhile; that one counts.</summary>
    Superseded,

    /// <summary>To go back; no manifest has been made yet.</summary>
    ToGoBack,

    /// <summary>The manifest of the old table is for it at the broker; it has not confirmed yet.</summary>
    GoingBack,

    /// <summary>Runs the old table again.</summary>
    WentBack,

    /// <summary>Could not go back, or has not in time.</summary>
    StayedBehind,

    /// <summary>Had no model before; the desired one was taken away before the node ran it.</summary>
    Withdrawn,
}
