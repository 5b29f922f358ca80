package io.countersign.routing;

/** What a stage's missed deadline does; nothing is ever approved by time passing. */
public enum OnOverdue {
    /** Reviewers and author are reminded, again every deadline. */
    REMIND,
    /** {@code escalateTo} may answer any unanswered entry as well. */
    ESCALATE,
    /** The post goes back to its author. */
    RETURN
}
