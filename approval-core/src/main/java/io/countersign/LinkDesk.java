package io.countersign;

import io.countersign.audit.Change;
import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkOutcome;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkReads;
import io.countersign.store.LinkUse;
import io.countersign.store.Save;
import io.countersign.store.SessionChange;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a command on one link runs: decide, record, commit; a lost guard is decided again on what is there now. */
final class LinkDesk {
    private static final int MAX_TRIES = 8;

    private final Desk desk;

    LinkDesk(Desk desk) {
        this.desk = desk;
    }

    /** Whatever counts password attempts must outlive a rollback of the host, and hashing must not hold its connection. */
    void refuseJoined(String what) {
        if (desk.store.joined())
            throw new IllegalStateException(what
                    + " hashes a password and cannot run within a transaction of the host; call it outside of one");
    }

    /** A link of the call's workspace. */
    LinkReads.Opened load(Call call, LinkId id) {
        return desk.store
                .link(id)
                .filter(opened -> opened.link().workspace().equals(call.workspace()))
                .orElseThrow(() -> new NotFoundException("link", id.value()));
    }

    /** One command; a refusal is recorded, then thrown. */
    Link run(Call call, LinkReads.Opened opened, LinkCommand command, @Nullable Keeping answer) {
        return run(call, opened, command, answer, null);
    }

    /** As above, with what becomes of a session, which then guards the whole by the link's use. */
    Link run(
            Call call,
            LinkReads.Opened opened,
            LinkCommand command,
            @Nullable Keeping answer,
            @Nullable Entrance entrance) {
        LinkReads.Opened current = opened;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            LinkOutcome outcome = command.applyTo(current.link(), current.now());
            Committed committed = commit(call, current, outcome, answer, entrance);
            if (committed.lost().isEmpty()) {
                if (outcome instanceof LinkOutcome.Refused refused) throw refused.problem();
                return committed.saved().isEmpty()
                        ? current.link()
                        : (Link) committed.saved().get(0);
            }
            if (desk.store.joined()) break;
            LinkId id = current.link().id();
            current = desk.store.link(id).orElseThrow(() -> new NotFoundException("link", id.value()));
        }
        throw Desk.conflict("link " + opened.link().id());
    }

    /** Makes the answer to keep under a call's key; null where it has none. */
    interface Keeping {
        @Nullable
        Answer of(Link after, Instant now);
    }

    /**
     * What a command does to a session, and how it uses the link, which then guards it.
     *
     * @param device by which browser it was unlocked, where that was known; null for any other
     */
    record Entrance(
            Function<Instant, SessionChange> session,
            Use use,
            @Nullable Digest device) {}

    /** How a session uses its link. */
    enum Use {
        /** Its end needs no link that still holds. */
        NONE,
        CARRIED,
        UNLOCKED
    }

    private Committed commit(
            Call call,
            LinkReads.Opened current,
            LinkOutcome outcome,
            @Nullable Keeping answer,
            @Nullable Entrance entrance) {
        Link before = current.link();
        Link after = outcome instanceof LinkOutcome.Done done ? done.after() : before;
        List<Change> changes = outcome instanceof LinkOutcome.Done done
                ? done.changes()
                : List.of(((LinkOutcome.Refused) outcome).change());
        List<Save> saves =
                changes.isEmpty() ? List.of() : List.of(desk.save(call, before, after, current.now(), changes));
        Changes all = Changes.all(call.workspace(), saves);
        boolean done = outcome instanceof LinkOutcome.Done;
        if (done && answer != null)
            all = all.with(
                    answer.of(saves.isEmpty() ? after : (Link) saves.get(0).after(), current.now()));
        if (done && entrance != null)
            all = all.with(entrance.session().apply(current.now())).with(use(before, entrance));
        return all.isEmpty() ? new Committed(List.of(), List.of(), false, false) : desk.commit(all);
    }

    private static @Nullable LinkUse use(Link link, Entrance entrance) {
        boolean unlocked = entrance.use() == Use.UNLOCKED;
        return entrance.use() == Use.NONE
                ? null
                : new LinkUse(link.workspace(), link.id(), link.generation(), unlocked, entrance.device());
    }
}
