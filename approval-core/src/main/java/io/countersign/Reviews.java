package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Standing;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.review.Visibility;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions, and what waits for them; for users of the host and for approvers in a review session alike. */
public final class Reviews {
    /** At most so many decisions in one call. */
    public static final int MAX_DECISIONS = 500;

    private final Desk desk;
    private final PostDesk posts;

    Reviews(Desk desk, PostDesk posts) {
        this.desk = desk;
        this.posts = posts;
    }

    /** One decision; what {@link #decide(Call, List)} would tell as failed is thrown. */
    public DecisionResult decide(Call call, DecisionForm form) {
        DecisionResult result = decide(call, List.of(form)).get(0);
        if (result instanceof DecisionResult.Failed failed) throw failed.problem();
        return result;
    }

    /**
     * Up to {@value #MAX_DECISIONS} decisions, judged in their order, each on its own: a post named twice is judged twice.
     *
     * @return one result for each form, in their order
     * @throws InvalidInputException for none or too many
     * @throws io.countersign.link.SessionExpiredException where the link through which they come ended meanwhile
     */
    public List<DecisionResult> decide(Call call, List<DecisionForm> forms) {
        desk.needReader(call, "workspace", call.workspace().value());
        if (forms.isEmpty() || forms.size() > MAX_DECISIONS)
            throw new InvalidInputException(
                    "decisions", "must be 1 to %d, and are %d".formatted(MAX_DECISIONS, forms.size()));
        @Nullable DecisionResult[] results = new DecisionResult[forms.size()];
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            ApprovalException problem = problem(forms.get(i));
            if (problem == null) pending.add(i);
            else results[i] = new DecisionResult.Failed(forms.get(i).postId(), problem);
        }
        Map<Digest, String> fresh = new LinkedHashMap<>();
        while (!pending.isEmpty()) pending = wave(call, forms, pending, results, fresh);
        List<DecisionResult> all = Arrays.stream(results)
                .map(Objects::requireNonNull)
                .map(DecisionResult.class::cast)
                .toList();
        keepAnswer(call, all, fresh);
        return all;
    }

    /**
     * Posts that wait for a decision of the caller, newest first; a page may be shorter than asked for, and not the last.
     *
     * @throws io.countersign.problem.NotPermittedException for a user who may not review
     */
    public Page<Post> waiting(Call call, PageRequest page) {
        boolean user = !(call.actor() instanceof Actor.Guest);
        if (user)
            desk.need(call, Permission.REVIEW, "workspace", call.workspace().value());
        Standing standing = standing(call);
        Page<Post> assigned = assigned(call, standing, true, page);
        List<Post> waiting = assigned.items().stream()
                .filter(post ->
                        post.round().filter(round -> round.awaits(standing)).isPresent())
                .toList();
        return new Page<>(waiting, assigned.next());
    }

    /** Posts in which a stage has ever opened for the caller, newest first. */
    public Page<Post> assigned(Call call, PageRequest page) {
        return assigned(call, standing(call), false, page);
    }

    /** Whether a post waits for a decision of the caller. */
    public boolean awaits(Call call, Post post) {
        Standing standing = standing(call);
        return post.round().filter(round -> round.awaits(standing)).isPresent();
    }

    /** The human that the caller is. */
    public Person person(Call call) {
        desk.needReader(call, "workspace", call.workspace().value());
        return call.actor().person();
    }

    /** In whose name the caller may decide today; for who judges many posts in one call. */
    public Standing standing(Call call) {
        desk.needReader(call, "workspace", call.workspace().value());
        return desk.standing(call);
    }

    private Page<Post> assigned(Call call, Standing standing, boolean open, PageRequest page) {
        if (standing.refs().isEmpty()) return new Page<>(List.of(), null);
        Set<PostId> only = call.actor() instanceof Actor.Guest guest ? guest.posts() : null;
        return desk.store.assigned(call.workspace(), standing.refs(), open, only, page);
    }

    /** Decides the first mention of each post; returns what is left. */
    private List<Integer> wave(
            Call call,
            List<DecisionForm> forms,
            List<Integer> pending,
            @Nullable DecisionResult[] results,
            Map<Digest, String> fresh) {
        Map<PostId, PostDesk.Order> orders = new LinkedHashMap<>();
        List<Integer> now = new ArrayList<>();
        List<Integer> later = new ArrayList<>();
        for (int i : pending) {
            DecisionForm form = forms.get(i);
            if (orders.containsKey(form.postId())) {
                later.add(i);
                continue;
            }
            PostDesk.Order order = order(call, form);
            for (Erasable text : order.texts()) fresh.put(text.commitment(), text.text());
            orders.put(form.postId(), order);
            now.add(i);
        }
        Map<PostId, PostDesk.Done> done = posts.runEach(call, orders, new HashSet<ReviewerRef>());
        for (int i : now) {
            PostId id = forms.get(i).postId();
            results[i] = result(id, done.get(id));
        }
        return later;
    }

    private static DecisionResult result(PostId id, PostDesk.@Nullable Done done) {
        if (done == null) return new DecisionResult.Failed(id, new NotFoundException("post", id.value()));
        if (done.problem() != null) return new DecisionResult.Failed(id, done.problem());
        return done.changed()
                ? new DecisionResult.Recorded(done.post())
                : new DecisionResult.AlreadyRecorded(done.post());
    }

    private PostDesk.Order order(Call call, DecisionForm form) {
        Erasable note = note(form);
        Erasable suggestion = form.suggestion() == null
                ? null
                : desk.erasable(form.suggestion().caption());
        boolean guest = call.actor() instanceof Actor.Guest;
        Visibility asked = form.visibility() == null ? Visibility.INTERNAL : form.visibility();
        Visibility visibility = guest ? Visibility.EVERYONE : asked;
        Instant scheduledAt =
                form.scheduledAt() == null ? null : form.scheduledAt().truncatedTo(ChronoUnit.MICROS);
        PostDesk.Order order = (post, at) -> new PostCommand.Decide(
                desk.ids.next(at),
                form.version(),
                form.digest(),
                form.verdict(),
                note,
                visibility,
                scheduledAt,
                suggestion);
        PostDesk.Order noted = note == null ? order : order.with(note);
        return suggestion == null ? noted : noted.with(suggestion);
    }

    private @Nullable Erasable note(DecisionForm form) {
        String note = form.note();
        return note == null || note.isBlank() ? null : desk.note(note);
    }

    private @Nullable ApprovalException problem(DecisionForm form) {
        try {
            desk.checks.valid(form);
            return null;
        } catch (InvalidInputException problem) {
            return problem;
        }
    }

    private void keepAnswer(Call call, List<DecisionResult> results, Map<Digest, String> fresh) {
        Call.Once once = call.once();
        boolean effective = results.stream().anyMatch(result -> !(result instanceof DecisionResult.Failed));
        if (once == null || !effective) return;
        // Kept after the decisions: a call that broke off before this is resumed by its repetition, which finds them
        // recorded already (S-68).
        Instant now = desk.store.now();
        String body = once.rendering().render(results, fresh);
        desk.commit(Changes.all(call.workspace(), List.of())
                .with(new Answer(call.caller(), once.key(), once.fingerprint(), body, null, now)));
    }
}
