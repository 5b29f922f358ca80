package io.countersign;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Recorded;
import io.countersign.audit.Stamp;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.Directory;
import io.countersign.identity.Ids;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Standing;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.SessionExpiredException;
import io.countersign.notice.Notice;
import io.countersign.notice.Telling;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.Checks;
import io.countersign.problem.ConflictException;
import io.countersign.problem.IdempotencyMismatchException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.store.Answer;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkUse;
import io.countersign.store.Note;
import io.countersign.store.Save;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the five steps of every command share: who asks, what the host knows, what is recorded, what is committed. */
final class Desk {
    private static final int MAX_TRIES = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    final ApprovalStore store;
    final Directory directory;
    final Checks checks;
    final Ids ids = new Ids();

    /** Whom to tell; null where nobody could, so that nothing is kept to be told. */
    private final @Nullable Telling telling;

    private final String node;

    Desk(ApprovalStore store, Directory directory, Checks checks, @Nullable Telling telling, String node) {
        this.store = store;
        this.directory = directory;
        this.checks = checks;
        this.telling = telling;
        this.node = node;
    }

    /** Who holds no authority in the workspace is told that there is nothing. */
    void needReader(Call call, String thing, String id) {
        Actor actor = call.actor();
        boolean reads = actor == Actor.SYSTEM
                || actor instanceof Actor.Guest
                || Permission.READING.stream().anyMatch(actor::may);
        if (!reads) throw new NotFoundException(thing, id);
    }

    /** As {@link #needReader}, for what is the host's own: to who comes through a link it does not exist. */
    void needUser(Call call, String thing, String id) {
        needReader(call, thing, id);
        if (call.actor() instanceof Actor.Guest) throw new NotFoundException(thing, id);
    }

    /** Refuses whoever lacks the permission; who holds none at all is told that there is nothing. */
    void need(Call call, Permission permission, String thing, String id) {
        needReader(call, thing, id);
        if (!call.actor().may(permission))
            throw new NotPermittedException(
                    "This needs the permission %s in this workspace.".formatted(permission.code()));
    }

    /**
     * As {@link #need}, and records the refusal where the thing has a chain.
     *
     * @param event of the refusal
     */
    void needRecorded(
            Call call,
            Permission permission,
            String thing,
            String id,
            Function<NotPermittedException, ApprovalEvent> event,
            Supplier<Optional<? extends Recorded>> kept) {
        try {
            need(call, permission, thing, id);
        } catch (NotPermittedException refused) {
            throw refused(call, refused, event.apply(refused), kept);
        }
    }

    /** Refuses whoever has none of the permissions, from what is the host's own. */
    void needAny(Call call, Permission... anyOf) {
        needUser(call, "workspace", call.workspace().value());
        if (Arrays.stream(anyOf).noneMatch(call.actor()::may))
            throw new NotPermittedException("This needs the permission %s in this workspace."
                    .formatted(String.join(
                            " or ", Arrays.stream(anyOf).map(Permission::code).toList())));
    }

    /** Asks the store and the host who is who, as far as the actor and these references go. */
    Roster roster(Call call, Collection<ReviewerRef> refs) {
        return new WhoIsWho(store, directory, call.workspace()).roster(call.actor(), refs);
    }

    /** In whose name the caller may decide now. */
    Standing standing(Call call) {
        Roster roster = roster(call, List.of());
        // Who is in nobody's place stands the same at any time.
        Instant now = roster.delegations().isEmpty() ? Instant.EPOCH : store.now();
        return roster.standing(call.actor(), now);
    }

    /** How people know a user, where the host's directory can tell; who reads what is long past must not depend on it. */
    Optional<String> nameOf(WorkspaceId workspace, String userId) {
        try {
            return directory.nameOf(workspace, userId);
        } catch (RuntimeException failed) {
            LOG.warn("The directory does not tell the name of user {} in workspace {}", userId, workspace, failed);
            return Optional.empty();
        }
    }

    /** A text's commitment, to be decided with and kept. */
    @Nullable
    Erasable erasable(@Nullable String text) {
        return text == null ? null : Erasable.of(ids.salt(), text);
    }

    /** The same of what somebody says, in the form that looks alike for all who say it (S-69). */
    Erasable note(String text) {
        return Erasable.of(ids.salt(), Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    /** One thing's step, chained to its stream. */
    Save save(
            Call call,
            @Nullable Recorded before,
            Recorded after,
            Instant now,
            List<Change> changes,
            Erasable... texts) {
        Stamp stamp = new Stamp(call.workspace(), call.actor(), now, call.request(), node);
        List<AuditEntry> entries = Trail.append(after.head(), after.stream(), stamp, changes);
        List<Note> notes = new ArrayList<>();
        for (Erasable text : texts) notes.add(new Note(text, call.actor().name()));
        Recorded done = after.at(entries.get(entries.size() - 1).head());
        List<Notice> notices = telling == null ? List.of() : telling.of(done, changes, call.actor(), now);
        return new Save(before, done, entries, notes, notices);
    }

    /**
     * Records a refusal in the chain of the thing that it keeps as it is, where there is one.
     *
     * @return the problem, to be thrown
     */
    <T extends ApprovalException> T refused(
            Call call, T problem, ApprovalEvent event, Supplier<Optional<? extends Recorded>> thing) {
        Change change = new Change(event, Subject.refused(problem.code()));
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Recorded kept = thing.get().orElse(null);
            if (kept == null) return problem;
            Recorded before = kept.head().seq() == 0 ? null : kept;
            Save save = save(call, before, kept, store.now(), List.of(change));
            Changes changes = Changes.all(call.workspace(), List.of(save)).with(use(call));
            if (commit(changes).lost().isEmpty()) return problem;
        }
        throw conflict(event.action());
    }

    /** What guards a call through a link; null for others. */
    static @Nullable LinkUse use(Call call) {
        return call.actor() instanceof Actor.Guest guest
                ? new LinkUse(call.workspace(), guest.link(), guest.generation(), false)
                : null;
    }

    /** What the call answers, to be kept; null where it has no key. */
    static @Nullable Answer answer(Call call, Object result, List<Save> saves, Instant now) {
        Call.Once once = call.once();
        if (once == null) return null;
        Map<Digest, String> fresh = new HashMap<>();
        for (Save save : saves)
            for (Note note : save.notes())
                fresh.put(note.text().commitment(), note.text().text());
        String body = once.rendering().render(result, fresh);
        return new Answer(call.caller(), once.key(), once.fingerprint(), body, null, now);
    }

    /** Keeps that the call took effect and made this thing, not what it answered, which holds a secret. */
    static @Nullable Answer secretAnswer(Call call, String thing, Instant now) {
        Call.Once once = call.once();
        return once == null ? null : new Answer(call.caller(), once.key(), once.fingerprint(), null, thing, now);
    }

    /** What an earlier call under the same key answered; empty where there was none that took effect. */
    Optional<String> answered(Call call) {
        Call.Once once = call.once();
        if (once == null) return Optional.empty();
        Optional<Answer> kept = store.answer(call.workspace(), call.caller(), once.key());
        if (kept.isEmpty()) return Optional.empty();
        Answer answer = kept.get();
        if (!answer.fingerprint().equals(once.fingerprint())) throw new IdempotencyMismatchException(once.key());
        if (answer.body() == null)
            throw new ConflictException(
                    "This call took effect before. Its answer is not kept, because it held a secret or because somebody was erased since; read what it made or changed instead.",
                    answer.thing());
        return Optional.of(answer.body());
    }

    /** Keeps what a call answers whose steps, if there were any, are committed already. */
    void keep(Call call, Object result, Instant now) {
        if (call.once() == null) return;
        commit(Changes.all(call.workspace(), List.of()).with(answer(call, result, List.of(), now)));
    }

    /** Commits, and tells what keeps a whole call from holding. */
    Committed commit(Changes changes) {
        return checked(store.commit(changes));
    }

    static Committed checked(Committed committed) {
        if (committed.linkEnded()) throw new SessionExpiredException();
        if (committed.answered())
            throw new ConflictException(
                    "A call with the same idempotency key was answered meanwhile. Repeat this call to get its answer.");
        return committed;
    }

    /** Commits one step or says that somebody else was first. */
    void commitOrConflict(Changes changes) {
        Committed committed = commit(changes);
        if (!committed.lost().isEmpty()) throw conflict(committed.lost().get(0).toString());
    }

    static ConflictException conflict(String thing) {
        return new ConflictException(
                "Somebody else changed %s at the same moment. Load it again and repeat the call.".formatted(thing));
    }
}
