package io.countersign.post;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.content.Schedule;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.review.Plan;
import io.countersign.review.Progress;
import io.countersign.review.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A post: one target's content on its way to being published. {@link PostCommand} is the only way to change it.
 *
 * @param head the end of its chain in the record; its number is the post's revision
 * @param author id of the host's user who made it
 * @param bundle what ties posts together that were made together
 * @param version the current content
 * @param plan of the last round; null before the first
 * @param fence grows with each claim of a dispatcher
 * @param leaseUntil until when a dispatcher has it; null unless PUBLISHING
 */
public record Post(
        WorkspaceId workspace,
        PostId id,
        Head head,
        String author,
        @Nullable String bundle,
        Instant createdAt,
        Version version,
        Schedule schedule,
        PostStatus status,
        @Nullable Plan plan,
        long fence,
        @Nullable Instant leaseUntil,
        PostState state)
        implements Recorded {
    @Override
    public StreamId stream() {
        return StreamId.of(id);
    }

    public long revision() {
        return head.seq();
    }

    /** The last round. */
    public Optional<Round> round() {
        Progress progress = state.progress();
        return plan == null || progress == null ? Optional.empty() : Optional.of(new Round(plan, progress));
    }

    /** The digest that may be published; null where none may. */
    public @Nullable Digest cleared() {
        return state.clearance() == null ? null : state.clearance().digest();
    }

    /** When time alone next does something to it; an index for the dispatcher. */
    public Optional<Instant> nextAt(Duration missedGrace) {
        return switch (status) {
            case DRAFT, CHANGES_REQUESTED, REJECTED -> missesAt();
            case IN_REVIEW ->
                Stream.of(missesAt(), round().flatMap(round -> round.nextAt(goesOutAt())))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
            case SCHEDULED -> dueNext(missedGrace);
            case PUBLISHING -> Optional.ofNullable(leaseUntil);
            case APPROVED, PUBLISHED, FAILED, UNCONFIRMED, WITHDRAWN -> Optional.empty();
        };
    }

    /** The same, with its chain at this end. */
    @Override
    public Post at(Head end) {
        return new Post(
                workspace,
                id,
                end,
                author,
                bundle,
                createdAt,
                version,
                schedule,
                status,
                plan,
                fence,
                leaseUntil,
                state);
    }

    private Optional<Instant> missesAt() {
        return Optional.ofNullable(goesOutAt());
    }

    /** Null where it has no time, or missed it. */
    private @Nullable Instant goesOutAt() {
        return state.missedSchedule() ? null : schedule.at();
    }

    /** A held post only waits to have missed its time; one that is for now never misses it. */
    private Optional<Instant> dueNext(Duration missedGrace) {
        Optional<Instant> due = Optional.ofNullable(state.dueAt());
        if (state.hold() == null) return due;
        return state.forNow() ? Optional.empty() : due.map(at -> at.plus(missedGrace));
    }
}
