package io.countersign;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.retention.LegalHold;
import io.countersign.retention.RetentionEvent;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import io.countersign.store.Changes;
import io.countersign.store.LogLeafRange;
import io.countersign.store.LogStore.LogState;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long posts are kept, and legal holds, which beat that. Nothing is ever purged by itself: a job of the host calls {@link
 * #purge}, with a store whose database role may. A purged post is gone, but for the numbers and hashes of its entries, by which
 * its chain, the log and every checkpoint stay provable, and an entry that says by which rule it went (S-101).
 *
 * <p>Everything needs {@code retention:manage}; reading, that or {@code audit:read}.
 */
public final class Retention {
    /** Posts that one call purges at most. */
    public static final int BATCH = 100;

    /** Nobody waits for anything of a post in such a status. */
    private static final Set<PostStatus> AT_REST = Set.of(
            PostStatus.DRAFT,
            PostStatus.CHANGES_REQUESTED,
            PostStatus.REJECTED,
            PostStatus.PUBLISHED,
            PostStatus.FAILED,
            PostStatus.WITHDRAWN);

    /**
     * What a call purged.
     *
     * @param entries of which only the hashes are left
     * @param more whether the next call may find more
     */
    public record Purged(int posts, long entries, boolean more) {}

    private final Desk desk;

    Retention(Desk desk) {
        this.desk = desk;
    }

    /** How long posts are kept, and what is on hold. */
    public RetentionRules get(Call call) {
        desk.needAny(call, Permission.AUDIT_READ, Permission.RETENTION_MANAGE);
        return desk.store.retention(call.workspace());
    }

    /** Why things were held, by the commitments in the rules; what was erased is missing. */
    public Map<Digest, String> texts(Call call) {
        desk.needAny(call, Permission.AUDIT_READ, Permission.RETENTION_MANAGE);
        return desk.store.retentionTexts(call.workspace());
    }

    /**
     * Sets how long posts are kept after their last change; null for ever.
     *
     * @throws NotPermittedException without the permission
     */
    public RetentionRules keep(Call call, @Nullable RetentionPeriod period) {
        needed(call, "keep");
        RetentionRules before = desk.store.retention(call.workspace());
        Change change = new Change(new RetentionEvent.Changed(before.keep(), period), Subject.NONE);
        return commit(call, before, before.keeping(period), change, null);
    }

    /**
     * Holds a post, or everything, however old it gets. It holds against {@link #purge} alone: who is {@linkplain Approvers#erase
     * erased} is forgotten all the same.
     *
     * @param post null for everything in the workspace
     * @param reason 1 to 4000 code points
     * @throws NotFoundException where there is no such post
     * @throws InvalidInputException beyond {@value RetentionRules#MOST_HOLDS} holds
     */
    public LegalHold hold(Call call, @Nullable PostId post, String reason) {
        needed(call, "hold");
        desk.checks.valid(new Reason(reason));
        // Before the post, so that a purge of it in between is noticed.
        RetentionRules before = desk.store.retention(call.workspace());
        if (post != null
                && desk.store.posts(call.workspace(), List.of(post)).items().isEmpty())
            throw new NotFoundException("post", post.value());
        if (before.holds().size() >= RetentionRules.MOST_HOLDS)
            throw new InvalidInputException(
                    "post",
                    "%d things are on hold, the most there can be; hold the whole workspace, or lift some"
                            .formatted(before.holds().size()));
        Erasable text = desk.note(reason);
        Instant now = desk.store.now();
        LegalHold hold = new LegalHold(
                desk.ids.next(now), post, text.commitment(), call.actor().name(), now);
        Change change = new Change(new RetentionEvent.Held(hold.id(), text.commitment()), about(post));
        commit(call, before, before.with(hold), change, hold, text);
        return hold;
    }

    /**
     * Lifts a hold. Another one may hold the same.
     *
     * @param reason 1 to 4000 code points
     * @throws NotFoundException where there is no such hold
     */
    public LegalHold lift(Call call, String id, String reason) {
        needed(call, "lift");
        desk.checks.valid(new Reason(reason));
        RetentionRules before = desk.store.retention(call.workspace());
        LegalHold hold = before.hold(id).orElseThrow(() -> new NotFoundException("hold", id));
        Erasable text = desk.note(reason);
        Change change = new Change(new RetentionEvent.Lifted(id, text.commitment()), about(hold.post()));
        commit(call, before, before.without(hold), change, hold, text);
        return hold;
    }

    private static Subject about(@Nullable PostId post) {
        return new Subject(post, null, null, null, null, null, null, null);
    }

    /**
     * Purges posts that are kept no longer, {@value #BATCH} at most, in one transaction; call it again while there are more. Left
     * alone are posts on hold, in a round, on their way out, with a review that is owed, and, where checkpoints are made, those
     * whose entries the log has not yet. A hold that is placed at the same moment wins, or comes too late: never half.
     *
     * @throws io.countersign.problem.ConflictException where a post, or a hold, changed at the same moment; call it again
     */
    public Purged purge(Call call) {
        needed(call, "purge");
        RetentionRules rules = desk.store.retention(call.workspace());
        RetentionPeriod keep = rules.keep();
        if (keep == null || rules.holdsAll()) return new Purged(0, 0, false);
        Instant now = desk.store.now();
        Instant before = keep.before(now);
        List<Post> posts = lapsed(call, rules, before);
        if (posts.isEmpty()) return new Purged(0, 0, false);
        List<Stub> chains =
                posts.stream().map(post -> Stub.of(post.stream(), post.head())).toList();
        long entries = chains.stream().mapToLong(Stub::seq).sum();
        Change change = new Change(new RetentionEvent.Purged(keep, before, entries, chains), Subject.NONE);
        Save save = save(call, rules, rules, now, change);
        desk.commitOrConflict(Changes.all(call.workspace(), List.of(save)).purging(posts));
        return new Purged(posts.size(), entries, posts.size() == BATCH);
    }

    private List<Post> lapsed(Call call, RetentionRules rules, Instant before) {
        // The record says so, not how this process is set: the job that purges need not sign.
        boolean logs = desk.store.log(call.workspace()).map(LogState::last).isPresent();
        List<Post> lapsed = new ArrayList<>();
        @Nullable PostId last = null;
        List<PostId> some;
        do {
            some = desk.store.resting(call.workspace(), AT_REST, before, last, BATCH);
            if (!some.isEmpty()) last = some.get(some.size() - 1);
            List<PostId> free = some.stream().filter(id -> !rules.holds(id)).toList();
            for (Post post : desk.store.posts(call.workspace(), free).items())
                if (lapsed.size() < BATCH && isFree(post) && (!logs || isLogged(call, post))) lapsed.add(post);
        } while (some.size() == BATCH && lapsed.size() < BATCH);
        return lapsed;
    }

    private static boolean isFree(Post post) {
        return AT_REST.contains(post.status()) && post.state().owed() == null;
    }

    private boolean isLogged(Call call, Post post) {
        LogLeafRange last = new LogLeafRange(post.stream(), post.revision(), post.revision());
        return !desk.store.logged(call.workspace(), last).isEmpty();
    }

    private void needed(Call call, String command) {
        desk.needRecorded(
                call,
                Permission.RETENTION_MANAGE,
                "workspace",
                call.workspace().value(),
                refused -> new RetentionEvent.Refused(command, refused.code(), refused.reason()),
                () -> Optional.of(desk.store.retention(call.workspace())));
    }

    /** @param hold that the call answers; null where it answers the rules */
    private RetentionRules commit(
            Call call,
            RetentionRules before,
            RetentionRules after,
            Change change,
            @Nullable LegalHold hold,
            Erasable... texts) {
        Instant now = desk.store.now();
        Save save = save(call, before, after, now, change, texts);
        Object result = hold == null ? save.after() : hold;
        desk.commitOrConflict(
                Changes.all(call.workspace(), List.of(save)).with(Desk.answer(call, result, List.of(save), now)));
        return (RetentionRules) save.after();
    }

    private Save save(
            Call call, RetentionRules before, RetentionRules after, Instant now, Change change, Erasable... texts) {
        @Nullable RetentionRules kept = before.head().seq() == 0 ? null : before;
        return desk.save(call, kept, after, now, List.of(change), texts);
    }
}
