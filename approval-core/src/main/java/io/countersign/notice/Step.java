package io.countersign.notice;

import io.countersign.audit.Recorded;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the notices of one step; the same is told the same recipient once. Lives within that one step. */
final class Step {
    private final Recorded after;
    private final @Nullable Person causedBy;
    private final Instant at;
    private final Instant dueAt;
    private final List<Notice> notices;

    Step(Recorded after, Actor actor, Instant at, Instant dueAt) {
        this(
                after,
                actor == Actor.SYSTEM ? null : actor.person(),
                at,
                dueAt.truncatedTo(ChronoUnit.MICROS),
                new ArrayList<>());
    }

    private Step(Recorded after, @Nullable Person causedBy, Instant at, Instant dueAt, List<Notice> notices) {
        this.after = after;
        this.causedBy = causedBy;
        this.at = at;
        this.dueAt = dueAt;
        this.notices = notices;
    }

    /** The same step, as if nobody had done it, so that nobody is left out. */
    Step byNobody() {
        return new Step(after, null, at, dueAt, notices);
    }

    void tell(Notice.Kind kind, List<ReviewerRef> refs, @Nullable Integer round, @Nullable String stage) {
        refs.forEach(ref -> tell(kind, new Recipient.Meant(ref), round, stage));
    }

    void tellHolders(Notice.Kind kind, Permission permission, @Nullable Integer round, @Nullable String stage) {
        tell(kind, new Recipient.Holders(permission), round, stage);
    }

    private void tell(Notice.Kind kind, Recipient to, @Nullable Integer round, @Nullable String stage) {
        if (causedBy != null && to.equals(Recipient.of(causedBy))) return;
        String id = "%s %d %d".formatted(after.stream(), after.head().seq(), notices.size());
        Notice notice = new Notice(id, to, kind, after.stream(), round, stage, causedBy, at, dueAt, 0);
        if (notices.stream().noneMatch(notice::saysWhat)) notices.add(notice);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }
}
