package io.countersign.audit;

/**
 * Something that happened, as the record keeps it and hosts hear it. One sealed type a feature; a component's name is the
 * record's format for ever. Free text of people is never in an event: its commitment is.
 */
public interface ApprovalEvent {
    /** Stable name of the action, such as {@code post.submitted}. */
    String action();
}
