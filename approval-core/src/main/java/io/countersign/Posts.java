package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostForm;
import io.countersign.post.RecallCommand;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.Text;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Changes;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.PostReads;
import io.countersign.store.Save;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Posts, for their authors and for who releases them. A refusal by a rule is recorded before it is thrown; a post that the
 * caller may not know of does not exist for them.
 */
public final class Posts {
    /** At most so many posts are submitted in one call. */
    public static final int MAX_BULK = 500;

    private record SubmitNote(
            @Nullable @Text(max = 4000, note = true) String note) {}

    private record Reference(@Nullable @Text(max = 2048) String reference) {}

    private final Desk desk;
    private final PostDesk posts;
    private final Intake intake;
    private final Submissions submissions;

    Posts(Desk desk, PostDesk posts, Intake intake, Submissions submissions) {
        this.desk = desk;
        this.posts = posts;
        this.intake = intake;
        this.submissions = submissions;
    }

    /**
     * Makes a post, as a draft.
     *
     * @throws InvalidInputException for a form that cannot be used, such as a time in the past or an unknown approver
     */
    public Post create(Call call, PostForm form) {
        desk.need(call, Permission.POST_WRITE, "workspace", call.workspace().value());
        PostForm resolved = intake.usable(call, form);
        Instant now = intake.knownApprovers(call, resolved, List.of());
        PostId id = new PostId(desk.ids.next(now));
        Save save = intake.created(call, id, resolved, now);
        desk.commitOrConflict(
                Changes.all(call.workspace(), List.of(save)).with(Desk.answer(call, save.after(), List.of(save), now)));
        return (Post) save.after();
    }

    /**
     * Makes many posts at once, all of them; a form that cannot be used is told with its index.
     *
     * @return for each form the post, or the problem
     */
    public List<Created> createEach(Call call, List<PostForm> forms) {
        desk.need(call, Permission.POST_WRITE, "workspace", call.workspace().value());
        Instant now = desk.store.now();
        List<Created> created = new ArrayList<>();
        List<Save> saves = new ArrayList<>();
        for (PostForm form : forms) {
            try {
                PostForm resolved = intake.usable(call, form);
                if (!resolved.reviewers().isEmpty()) intake.knownApprovers(call, resolved, List.of());
                Save save = intake.created(call, new PostId(desk.ids.next(now)), resolved, now);
                saves.add(save);
                created.add(new Created((Post) save.after(), null));
            } catch (ApprovalException problem) {
                created.add(new Created(null, problem));
            }
        }
        commitEach(call, saves, created, now);
        return created;
    }

    /** In parts; under a key all at once with the answer, so that a repetition never makes a part of them again. */
    private void commitEach(Call call, List<Save> saves, List<Created> created, Instant now) {
        int part = call.once() == null ? MAX_BULK : Math.max(1, saves.size());
        for (int from = 0; from < saves.size(); from += part) {
            List<Save> these = saves.subList(from, Math.min(saves.size(), from + part));
            desk.commitOrConflict(
                    Changes.all(call.workspace(), these).with(Desk.answer(call, created, List.of(), now)));
        }
    }

    /** One of many: exactly one of the two is null. */
    public record Created(@Nullable Post post, @Nullable ApprovalException problem) {}

    /**
     * One post.
     *
     * @throws NotFoundException where there is none that the caller may know of
     */
    public Post get(Call call, PostId id) {
        return posts.load(call, List.of(id)).items().get(0);
    }

    /** Those of the posts that the caller may know of, in no order. */
    public List<Post> find(Call call, Collection<PostId> ids) {
        desk.needReader(call, "workspace", call.workspace().value());
        return ids.isEmpty()
                ? List.of()
                : posts.visible(call, desk.store.posts(call.workspace(), ids).items());
    }

    /** Newest first. */
    public Page<Post> list(Call call, PostFilter filter, PageRequest page) {
        desk.needUser(call, "workspace", call.workspace().value());
        return desk.store.posts(call.workspace(), filter, page);
    }

    /**
     * What commitments in the posts' notes and decisions stand for; what was erased is missing. Through a link, notes and
     * suggested captions of decisions that are meant for everyone, and what they say themselves of a hold.
     *
     * @param found posts as the caller was given them
     */
    public Map<Digest, String> texts(Call call, Collection<Post> found) {
        desk.needReader(call, "workspace", call.workspace().value());
        if (found.isEmpty()) return Map.of();
        Map<Digest, String> texts =
                desk.store.texts(call.workspace(), found.stream().map(Post::id).toList());
        if (!(call.actor() instanceof Actor.Guest guest)) return texts;
        Map<Digest, String> open = new HashMap<>(texts);
        open.keySet().retainAll(Notes.readableBy(guest.member().person(), found));
        return open;
    }

    /**
     * Replaces everything that the author sets.
     *
     * @param version that was edited from
     * @throws io.countersign.post.StaleVersionException where it is not the current one
     */
    public Post edit(Call call, PostId id, int version, PostForm form) {
        form.checked(desk.checks);
        var found = posts.load(call, List.of(id));
        Post post = found.items().get(0);
        // Nobody has the host look at addresses who may not edit; the refusal itself is the rules' and is recorded.
        boolean writes = call.actor().may(Permission.POST_WRITE);
        PostForm resolved = writes ? intake.usable(call, form) : form;
        if (writes) intake.knownApprovers(call, resolved, post.state().reviewers());
        return posts.run(call, post, found.now(), (current, now) -> new PostCommand.Edit(version, resolved), List.of());
    }

    /**
     * Opens a round of review with the plan that routing gives now.
     *
     * @param note for the reviewers, at most 4000 code points; null for none
     */
    public Post submit(Call call, PostId id, @Nullable String note) {
        desk.checks.valid(new SubmitNote(note));
        PostReads.Governed found = posts.governed(call, id);
        Submission submission = submissions
                .of(call, found.policy(), List.of(found.post()))
                .get(0)
                .saying(note == null ? null : desk.note(note));
        return posts.run(call, found.post(), found.now(), submission, submission.asks());
    }

    /**
     * Submits each of up to {@value #MAX_BULK} posts; one that fails stops no other.
     *
     * @return one result for each id, in their order
     */
    public List<SubmitResult> submitEach(Call call, List<PostId> ids) {
        desk.needReader(call, "workspace", call.workspace().value());
        if (ids.isEmpty() || ids.size() > MAX_BULK)
            throw new InvalidInputException(
                    "ids", "must name 1 to %d posts, and names %d".formatted(MAX_BULK, ids.size()));
        PolicyVersion policy = desk.store.policy(call.workspace());
        List<Post> found =
                desk.store.posts(call.workspace(), new HashSet<>(ids)).items();
        Map<PostId, PostDesk.Order> orders = new LinkedHashMap<>();
        Set<ReviewerRef> asks = new HashSet<>();
        for (Submission submission : submissions.of(call, policy, found)) {
            orders.put(submission.post(), submission);
            asks.addAll(submission.asks());
        }
        Map<PostId, PostDesk.Done> done = orders.isEmpty() ? Map.of() : posts.runEach(call, orders, asks);
        List<SubmitResult> results = new ArrayList<>();
        for (PostId id : ids) {
            PostDesk.Done one = done.get(id);
            if (one == null) results.add(new SubmitResult.Failed(id, new NotFoundException("post", id.value())));
            else if (one.problem() != null) results.add(new SubmitResult.Failed(id, one.problem()));
            else results.add(new SubmitResult.Submitted(one.post()));
        }
        // Kept after the submissions, as decisions are: what broke off before this is told by a repetition as it then
        // is.
        if (results.stream().anyMatch(SubmitResult.Submitted.class::isInstance))
            desk.keep(call, results, desk.store.now());
        return results;
    }

    /** Ends a post for good. */
    public Post withdraw(Call call, PostId id) {
        return posts.run(call, id, (post, now) -> new PostCommand.Withdraw(), List.of());
    }

    /** Lets an approved post go out: at its time, or now where it has none or it has passed. */
    public Post release(Call call, PostId id) {
        return posts.run(call, id, (post, now) -> new PostCommand.ReleaseNow(), List.of());
    }

    /** Moves a post; a null time takes it off the schedule. */
    public Post reschedule(Call call, PostId id, @Nullable Instant at, ZoneId zone) {
        Instant cut = at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
        return posts.run(call, id, (post, now) -> new PostCommand.Reschedule(cut, zone), List.of());
    }

    /**
     * Keeps an approved post from going out.
     *
     * @param reason 1 to 4000 code points
     */
    public Post hold(Call call, PostId id, String reason) {
        desk.checks.valid(new Reason(reason));
        Erasable text = desk.note(reason);
        return posts.run(call, id, holding(text), List.of());
    }

    /** Lets a held post go out again. */
    public Post unhold(Call call, PostId id) {
        return posts.run(call, id, (post, now) -> new PostCommand.Unhold(), List.of());
    }

    /**
     * Takes a post back: an approved or scheduled one becomes a draft, and its approvals count no more; a published one stays
     * published, marked as recalled. For a reviewer of its last round who is a user, or who has {@code post:release}.
     *
     * @param reason 1 to 4000 code points
     */
    public Post recall(Call call, PostId id, String reason) {
        desk.checks.valid(new Reason(reason));
        Erasable text = desk.note(reason);
        PostDesk.Order order = (post, now) -> new RecallCommand(text);
        return posts.run(call, id, order.with(text), List.of());
    }

    /** Tries a failed post again. */
    public Post retry(Call call, PostId id) {
        return posts.run(call, id, (post, now) -> new PostCommand.Retry(), List.of());
    }

    /** Says whether an unconfirmed publication is out. */
    public Post confirm(Call call, PostId id, boolean published, @Nullable String reference) {
        desk.checks.valid(new Reference(reference));
        return posts.run(call, id, (post, now) -> new PostCommand.Confirm(published, reference), List.of());
    }

    private static PostDesk.Order holding(Erasable reason) {
        PostDesk.Order order = (post, now) -> new PostCommand.Holding(reason);
        return order.with(reason);
    }
}
