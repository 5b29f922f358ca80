package io.countersign.post;

import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.CHANGES_REQUESTED;
import static io.countersign.post.PostStatus.DRAFT;
import static io.countersign.post.PostStatus.FAILED;
import static io.countersign.post.PostStatus.IN_REVIEW;
import static io.countersign.post.PostStatus.PUBLISHED;
import static io.countersign.post.PostStatus.PUBLISHING;
import static io.countersign.post.PostStatus.REJECTED;
import static io.countersign.post.PostStatus.SCHEDULED;
import static io.countersign.post.PostStatus.UNCONFIRMED;
import static io.countersign.post.PostStatus.WITHDRAWN;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The table of moves: which trigger is possible in which status, and what it may lead to. What is not listed is
 * impossible through any API (S-59); {@link PostCommand#applyTo} holds every decision to it.
 */
public final class Transitions {
    /** What moves a post. */
    public enum Trigger {
        EDIT,
        SAVE,
        SUBMIT,
        DECIDE,
        RELEASE,
        RESCHEDULE,
        HOLD,
        UNHOLD,
        WITHDRAW,
        RETRY,
        CONFIRM,
        BREAK_GLASS,
        CONSENT,
        CLOSE_REVIEW,
        RECALL,
        COMMENT,
        TIME,
        RECHECK,
        CLAIM,
        RECEIPT,
        FAILURE
    }

    /** One row: the trigger, where it is possible, and where it may lead. */
    public record Row(Trigger trigger, Set<PostStatus> from, Set<PostStatus> to) {}

    private static final Set<PostStatus> BEFORE_PUBLISHING =
            EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, SCHEDULED, FAILED);

    private static final Set<PostStatus> BEFORE_SCHEDULED =
            EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED);

    private static final Set<PostStatus> ANY = EnumSet.allOf(PostStatus.class);

    private static final Map<Trigger, Row> TABLE = new EnumMap<>(Trigger.class);

    static {
        row(Trigger.EDIT, BEFORE_PUBLISHING, EnumSet.of(DRAFT));
        row(Trigger.SAVE, BEFORE_PUBLISHING, BEFORE_PUBLISHING);
        row(Trigger.SUBMIT, EnumSet.of(DRAFT, CHANGES_REQUESTED), EnumSet.of(IN_REVIEW, APPROVED, SCHEDULED));
        row(
                Trigger.DECIDE,
                EnumSet.of(IN_REVIEW, APPROVED, SCHEDULED),
                EnumSet.of(IN_REVIEW, APPROVED, SCHEDULED, CHANGES_REQUESTED, REJECTED));
        row(Trigger.RELEASE, EnumSet.of(APPROVED), EnumSet.of(SCHEDULED));
        row(Trigger.RESCHEDULE, BEFORE_PUBLISHING, BEFORE_PUBLISHING);
        row(Trigger.HOLD, EnumSet.of(APPROVED, SCHEDULED), EnumSet.of(APPROVED, SCHEDULED));
        row(Trigger.UNHOLD, EnumSet.of(APPROVED, SCHEDULED), EnumSet.of(APPROVED, SCHEDULED));
        row(Trigger.WITHDRAW, BEFORE_PUBLISHING, EnumSet.of(WITHDRAWN));
        row(Trigger.RETRY, EnumSet.of(FAILED), EnumSet.of(SCHEDULED));
        row(Trigger.CONFIRM, EnumSet.of(UNCONFIRMED), EnumSet.of(PUBLISHED, FAILED));
        row(Trigger.BREAK_GLASS, BEFORE_SCHEDULED, BEFORE_SCHEDULED);
        row(Trigger.CONSENT, BEFORE_SCHEDULED, EnumSet.of(SCHEDULED));
        row(Trigger.CLOSE_REVIEW, ANY, ANY);
        row(Trigger.COMMENT, ANY, ANY);
        row(Trigger.RECALL, EnumSet.of(APPROVED, SCHEDULED, PUBLISHED), EnumSet.of(DRAFT, PUBLISHED));
        row(
                Trigger.TIME,
                EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, SCHEDULED, PUBLISHING),
                EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, SCHEDULED, UNCONFIRMED));
        row(Trigger.RECHECK, EnumSet.of(IN_REVIEW), EnumSet.of(IN_REVIEW));
        row(Trigger.CLAIM, EnumSet.of(SCHEDULED, PUBLISHING), EnumSet.of(PUBLISHING));
        row(Trigger.RECEIPT, EnumSet.of(PUBLISHING), EnumSet.of(PUBLISHED));
        row(Trigger.FAILURE, EnumSet.of(PUBLISHING), EnumSet.of(SCHEDULED, FAILED));
    }

    private Transitions() {}

    /** The row of a trigger. */
    public static Row of(Trigger trigger) {
        return Objects.requireNonNull(TABLE.get(trigger));
    }

    private static void row(Trigger trigger, Set<PostStatus> from, Set<PostStatus> to) {
        TABLE.put(trigger, new Row(trigger, Set.copyOf(from), Set.copyOf(to)));
    }
}
