package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Changes;
import io.countersign.store.Found;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Registered approvers: people who decide, with or without an account at the host. */
public final class Approvers {
    private final Desk desk;

    private final Rechecks rechecks;

    private final Erasing erasing;

    Approvers(Desk desk, Rechecks rechecks) {
        this.desk = desk;
        this.rechecks = rechecks;
        this.erasing = new Erasing(desk);
    }

    /** Registers an approver. */
    public Approver register(Call call, ApproverForm form) {
        desk.need(call, Permission.APPROVER_MANAGE, "approver", call.workspace().value());
        form.checked(desk.checks);
        Instant now = desk.store.now();
        ApproverId id = new ApproverId(desk.ids.next(now));
        Approver after = new Approver(
                call.workspace(),
                id,
                Head.START,
                form.name(),
                form.email(),
                form.kind(),
                form.userId(),
                new HashSet<>(form.groups()),
                now,
                null);
        Names names = names(form);
        ApproverEvent event = new ApproverEvent.Registered(
                form.kind(), form.userId(), names.name().commitment(), names.emailCommitment(), groups(form));
        return commit(call, null, after, event, now, names.texts());
    }

    /** Replaces everything that is set of an approver; a form equal in everything changes and records nothing. */
    public Approver update(Call call, ApproverId id, ApproverForm form) {
        need(call, id, "update");
        form.checked(desk.checks);
        Found<Approver> found = load(call, id);
        Approver before = found.items().get(0);
        Approver after = new Approver(
                before.workspace(),
                before.id(),
                before.head(),
                form.name(),
                form.email(),
                form.kind(),
                form.userId(),
                new HashSet<>(form.groups()),
                before.createdAt(),
                null);
        if (after.equals(before)) {
            desk.keep(call, before, found.now());
            return before;
        }
        Names names = names(form);
        ApproverEvent event = new ApproverEvent.Updated(
                form.kind(), form.userId(), names.name().commitment(), names.emailCommitment(), groups(form));
        return commit(call, before, after, event, found.now(), names.texts());
    }

    /** Takes an approver out: decides nothing any more, and their links open nothing; the name stays in the record. */
    public Approver delete(Call call, ApproverId id) {
        need(call, id, "delete");
        Found<Approver> found = load(call, id);
        Approver before = found.items().get(0);
        return commit(call, before, before.deleted(found.now()), new ApproverEvent.Deleted(), found.now());
    }

    /**
     * Forgets who an approver is: deletes them where they are not deleted, ends their links for ever, and deletes their name,
     * their address, and the text of everything that they said, as the user of the host too where they are of kind USER.
     * What was done stays in the record, by the approver's id or the host's user id, with commitments that tell nothing once the
     * texts are gone; every chain stays valid. With it go the answers that are kept in this workspace for repeated calls, since they
     * may name anybody. Who is erased already stays as they are.
     *
     * <p>What an author took over into a post is the post's, and what others say of a person is theirs. A person who is
     * registered several times is erased once for each.
     *
     * @throws NotFoundException where there never was such an approver
     */
    public Approver erase(Call call, ApproverId id) {
        need(call, id, "erase");
        Erasing.Done done = erasing.erase(call, id);
        rechecks.look(call.workspace(), stirred(done.before(), done.after()));
        return done.after();
    }

    /** One active approver. */
    public Approver get(Call call, ApproverId id) {
        desk.needUser(call, "approver", id.value());
        return load(call, id).items().get(0);
    }

    /** Active approvers, newest first. */
    public Page<Approver> list(Call call, PageRequest page) {
        desk.needUser(call, "workspace", call.workspace().value());
        return desk.store.approvers(call.workspace(), page);
    }

    /** Names of approvers, deleted ones too; who is erased is missing. */
    public Map<ApproverId, String> names(Call call, Collection<ApproverId> ids) {
        desk.needReader(call, "workspace", call.workspace().value());
        Map<ApproverId, String> names = new HashMap<>();
        if (!ids.isEmpty())
            desk.store.approvers(call.workspace(), ids).items().forEach(approver -> {
                String name = approver.name();
                if (name != null) names.put(approver.id(), name);
            });
        return names;
    }

    private record Names(Erasable name, @Nullable Erasable email) {
        @Nullable
        Digest emailCommitment() {
            return email == null ? null : email.commitment();
        }

        Erasable[] texts() {
            return email == null ? new Erasable[] {name} : new Erasable[] {name, email};
        }
    }

    private Names names(ApproverForm form) {
        return new Names(Erasable.of(desk.ids.salt(), form.name()), desk.erasable(form.email()));
    }

    private static SortedSet<String> groups(ApproverForm form) {
        return new TreeSet<>(form.groups());
    }

    private void need(Call call, ApproverId id, String command) {
        desk.needRecorded(
                call,
                Permission.APPROVER_MANAGE,
                "approver",
                id.value(),
                refused -> new ApproverEvent.Refused(command, refused.code(), refused.reason()),
                () -> desk.store.approvers(call.workspace(), List.of(id)).items().stream()
                        .findFirst());
    }

    private Found<Approver> load(Call call, ApproverId id) {
        Found<Approver> found = desk.store.approvers(call.workspace(), List.of(id));
        if (found.items().isEmpty() || !found.items().get(0).active())
            throw new NotFoundException("approver", id.value());
        return found;
    }

    private Approver commit(
            Call call, @Nullable Approver before, Approver after, ApproverEvent event, Instant now, Erasable... texts) {
        String status = before == null ? null : before.status().name();
        Subject subject = Subject.became(status, after.status().name());
        Save save = desk.save(call, before, after, now, List.of(new Change(event, subject)), texts);
        desk.commitOrConflict(
                Changes.all(call.workspace(), List.of(save)).with(Desk.answer(call, save.after(), List.of(save), now)));
        rechecks.look(call.workspace(), stirred(before, after));
        return (Approver) save.after();
    }

    /** What other people may answer for now than before. */
    private static Set<ReviewerRef> stirred(@Nullable Approver before, Approver after) {
        boolean same = before != null
                && before.active() == after.active()
                && before.member().equals(after.member());
        if (same) return Set.of();
        Set<ReviewerRef> refs = refs(after);
        if (before != null) refs.addAll(refs(before));
        // No stage can ask for an id that was not there before.
        else refs.remove(new ReviewerRef.Approver(after.id()));
        return refs;
    }

    /** How stages can ask for an approver. */
    private static Set<ReviewerRef> refs(Approver approver) {
        Set<ReviewerRef> refs = new HashSet<>();
        refs.add(new ReviewerRef.Approver(approver.id()));
        if (approver.userId() != null) refs.add(new ReviewerRef.User(approver.userId()));
        approver.groups().forEach(group -> refs.add(new ReviewerRef.Group(group)));
        return refs;
    }
}
