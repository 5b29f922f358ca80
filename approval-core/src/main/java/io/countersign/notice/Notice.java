package io.countersign.notice;

import io.countersign.audit.StreamId;
import io.countersign.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is to be told, kept until it was told or is settled.
 *
 * @param id within its workspace
 * @param about a post, or a link
 * @param round of the post; null where it is about none
 * @param stage of that round; null where it is about none
 * @param causedBy who did it, and is not told of it; null for nobody
 * @param at when it happened
 * @param dueAt from when on it may be told
 * @param attempts that failed
 */
public record Notice(
        String id,
        Recipient to,
        Kind kind,
        StreamId about,
        @Nullable Integer round,
        @Nullable String stage,
        @Nullable Person causedBy,
        Instant at,
        Instant dueAt,
        int attempts) {
    /** What is told; the first are the most pressing. */
    public enum Kind {
        /** To reviewers: the stage's deadline passed. */
        OVERDUE,
        /** To whom an overdue stage escalates: they may answer in it as well. */
        ESCALATED,
        /** To reviewers: the time of publishing comes near. */
        REMINDER,
        /** To reviewers: a stage opened that asks them. */
        REVIEW,
        /** To the author and to who manages routing: nobody can clear a stage any more. */
        BLOCKED,
        /** To the author: it could not be published, or nobody knows whether it was. */
        FAILED,
        /** To the author: its time passed before it could go out. */
        MISSED,
        /** To the author: a reviewer rejected it or wants changes. */
        REFUSED,
        /** To the author and reviewers: nobody decided in time, so that it went back. */
        RETURNED,
        /** To the author: the deadline of a stage passed. */
        DELAYED,
        /** To the author: every stage approved it. */
        APPROVED,
        /** To reviewers: what they were asked about was changed; what they said of it counts no more. */
        SUPERSEDED,
        /** To who made a link: its holder asks for a new one. */
        RENEWAL,
        /** To who made a link: it ends in seven days, or in one (S-15). */
        EXPIRING,
        /** To who made a link: somebody tries one password after the other (S-33). */
        GUESSED;

        /** Whether it asks its recipient to decide. */
        public boolean asks() {
            return compareTo(REVIEW) <= 0;
        }
    }

    /** The same, for one of those that it is for. */
    public Notice to(Person person) {
        return new Notice(
                id + " " + person, Recipient.of(person), kind, about, round, stage, causedBy, at, dueAt, attempts);
    }

    /** The same, not to be told before then. */
    public Notice notBefore(Instant then) {
        return then.isAfter(dueAt) ? new Notice(id, to, kind, about, round, stage, causedBy, at, then, attempts) : this;
    }

    /** The same, after one more attempt that failed. */
    public Notice failed(Instant next) {
        return new Notice(id, to, kind, about, round, stage, causedBy, at, next, attempts + 1);
    }

    public boolean isDue(Instant now) {
        return !dueAt.isAfter(now);
    }

    /** Whether the other tells the same recipient the same. */
    boolean saysWhat(Notice other) {
        return to.equals(other.to)
                && kind == other.kind
                && about.equals(other.about)
                && Objects.equals(round, other.round)
                && Objects.equals(stage, other.stage);
    }
}
