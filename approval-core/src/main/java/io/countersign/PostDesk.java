package io.countersign;

import io.countersign.audit.Change;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.Standing;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.Terms;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.ConflictException;
import io.countersign.problem.NotFoundException;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Found;
import io.countersign.store.PageRequest;
import io.countersign.store.PostReads;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a command on posts runs, for one post and for five hundred: load, ask, decide, record, commit. A guard that was
 * lost once is decided again under the row's lock, where the transaction is ours.
 */
final class PostDesk {
    /** A command for a post as it was read. */
    interface Order {
        PostCommand command(Post post, Instant now);

        /** The texts that the command brings. */
        default List<Erasable> texts() {
            return List.of();
        }

        /** Whether what others were asked about the post, before, fits it as it is now; else there is a conflict. */
        default boolean fits(Post post) {
            return true;
        }

        /** The same, bringing this text as well. */
        default Order with(Erasable text) {
            Order order = this;
            return new Order() {
                @Override
                public PostCommand command(Post post, Instant now) {
                    return order.command(post, now);
                }

                @Override
                public List<Erasable> texts() {
                    return Stream.concat(order.texts().stream(), Stream.of(text))
                            .toList();
                }

                @Override
                public boolean fits(Post post) {
                    return order.fits(post);
                }
            };
        }
    }

    /** What became of one order. */
    record Done(Post post, boolean changed, @Nullable ApprovalException problem) {
        Post orThrow() {
            if (problem != null) throw problem;
            return post;
        }
    }

    private static final int MAX_TRIES = 5;

    /** Outdated is why an order was not even decided; null where it was. */
    private record Decided(
            Outcome outcome, @Nullable Save save, @Nullable ConflictException outdated) {}

    /** Who is who, as far as these references go. */
    private record Known(Set<ReviewerRef> refs, Roster roster) {
        /** Whether everybody was asked for whom a decision on the post may have to count. */
        boolean covers(Post post) {
            return refs.containsAll(asked(List.of(post)));
        }
    }

    private final Desk desk;
    private final Terms terms;

    PostDesk(Desk desk, Terms terms) {
        this.desk = desk;
        this.terms = terms;
    }

    /** One command on one post; a refusal is recorded, then thrown. */
    Post run(Call call, PostId id, Order order, Collection<ReviewerRef> asks) {
        Found<Post> found = load(call, List.of(id));
        return run(call, found.items().get(0), found.now(), order, asks);
    }

    /** As {@link #run}, on a post that was just read. */
    Post run(Call call, Post post, Instant now, Order order, Collection<ReviewerRef> asks) {
        Known known = known(call, List.of(post), asks);
        Decided decided = decide(call, post, now, order, known);
        Outcome outcome = decided.outcome();
        Save save = decided.save();
        if (outcome instanceof Outcome.Unchanged) return unchanged(call, decided, now);
        if (save == null) throw new IllegalStateException("An outcome other than Unchanged has a save");
        Changes changes = Changes.all(call.workspace(), List.of(save)).with(Desk.use(call));
        if (outcome instanceof Outcome.Changed)
            changes = changes.with(Desk.answer(call, save.after(), List.of(save), now));
        Committed committed = desk.commit(changes);
        if (committed.lost().isEmpty()) return done(decided).orThrow();
        // What is kept under a key is rendered outside of transactions and committed with what it tells, so not under
        // lock.
        if (call.once() != null) return runOnce(call, post.id(), order, known);
        Done done = again(call, Map.of(post.id(), order), known).get(post.id());
        if (done == null) throw new NotFoundException("post", post.id().value());
        return done.orThrow();
    }

    private Post unchanged(Call call, Decided decided, Instant now) {
        Post post = done(decided).orThrow();
        desk.keep(call, post, now);
        return post;
    }

    private Post runOnce(Call call, PostId id, Order order, Known known) {
        for (int tries = 1; tries < MAX_TRIES; tries++) {
            Found<Post> found = load(call, List.of(id));
            Post post = found.items().get(0);
            Decided decided = decide(call, post, found.now(), order, known);
            Save save = decided.save();
            if (save == null) return unchanged(call, decided, found.now());
            Changes changes = Changes.all(call.workspace(), List.of(save)).with(Desk.use(call));
            if (decided.outcome() instanceof Outcome.Changed)
                changes = changes.with(Desk.answer(call, save.after(), List.of(save), found.now()));
            if (desk.commit(changes).lost().isEmpty()) return done(decided).orThrow();
        }
        throw Desk.conflict("post " + id);
    }

    /** Many commands, each on its own: one that fails stops no other. Posts that are not there are missing in the answer. */
    Map<PostId, Done> runEach(Call call, Map<PostId, Order> orders, Collection<ReviewerRef> asks) {
        Found<Post> found = desk.store.posts(call.workspace(), orders.keySet());
        List<Post> posts = visible(call, found.items());
        Known known = known(call, posts, asks);
        Map<PostId, Done> done = new HashMap<>();
        Map<PostId, Decided> pending = new LinkedHashMap<>();
        for (Post post : posts) {
            Order order = orders.get(post.id());
            if (order == null) continue;
            Decided decided = decide(call, post, found.now(), order, known);
            if (decided.save() == null) done.put(post.id(), done(decided));
            else pending.put(post.id(), decided);
        }
        if (pending.isEmpty()) return done;
        List<Save> saves = pending.values().stream()
                .map(Decided::save)
                .filter(Objects::nonNull)
                .map(Save.class::cast)
                .toList();
        Committed committed = desk.commit(Changes.each(call.workspace(), saves).with(Desk.use(call)));
        Set<String> lost = committed.lost().stream().map(stream -> stream.id()).collect(Collectors.toSet());
        Map<PostId, Order> again = new LinkedHashMap<>();
        pending.forEach((id, decided) -> {
            Order order = orders.get(id);
            if (order != null && lost.contains(id.value())) again.put(id, order);
            else done.put(id, done(decided));
        });
        if (again.isEmpty()) return done;
        if (!desk.store.joined()) done.putAll(again(call, again, known));
        // In the host's transaction there is no second try; what held of the others stays.
        else
            again.keySet()
                    .forEach(id -> pending(pending, id)
                            .ifPresent(post -> done.put(id, new Done(post, false, Desk.conflict("post " + id)))));
        return done;
    }

    private static Optional<Post> pending(Map<PostId, Decided> pending, PostId id) {
        return Optional.ofNullable(pending.get(id)).map(Decided::save).map(save -> (Post) save.before());
    }

    /** The post, for who may know of it. */
    Found<Post> load(Call call, List<PostId> ids) {
        desk.needReader(call, "post", ids.get(0).value());
        Found<Post> found = desk.store.posts(call.workspace(), ids);
        List<Post> posts = visible(call, found.items());
        if (posts.isEmpty()) throw new NotFoundException("post", ids.get(0).value());
        return new Found<>(posts, found.now());
    }

    /** The post with the policy that stands, for who may know of it. */
    PostReads.Governed governed(Call call, PostId id) {
        desk.needReader(call, "post", id.value());
        return desk.store
                .governed(call.workspace(), id)
                .filter(found -> !visible(call, List.of(found.post())).isEmpty())
                .orElseThrow(() -> new NotFoundException("post", id.value()));
    }

    /** Of these, what the caller may know of: through a link, what was ever opened to its approver and what it covers. */
    List<Post> visible(Call call, List<Post> posts) {
        if (!(call.actor() instanceof Actor.Guest guest)) return posts;
        List<Post> covered =
                posts.stream().filter(post -> guest.covers(post.id())).toList();
        Standing standing = desk.standing(call);
        List<Post> seen = new ArrayList<>();
        Set<PostId> unclear = new HashSet<>();
        for (Post post : covered) {
            if (post.round().filter(round -> round.reviewedBy(standing)).isPresent()) seen.add(post);
            else unclear.add(post.id());
        }
        if (!unclear.isEmpty()) {
            List<PostId> asked = List.copyOf(unclear);
            for (int from = 0; from < asked.size(); from += PageRequest.MAX) {
                Set<PostId> part = Set.copyOf(asked.subList(from, Math.min(asked.size(), from + PageRequest.MAX)));
                seen.addAll(desk.store
                        .assigned(
                                call.workspace(), standing.refs(), false, part, new PageRequest(PageRequest.MAX, null))
                        .items());
            }
        }
        return seen;
    }

    private Decided decide(Call call, Post post, Instant now, Order order, Known known) {
        // What was asked for a post as it was once says nothing of a round that opened meanwhile.
        if (!order.fits(post) || !known.covers(post))
            return new Decided(new Outcome.Unchanged(post), null, Desk.conflict("post " + post.id()));
        Outcome outcome =
                order.command(post, now).applyTo(post, new Situation(call.actor(), known.roster(), now), terms);
        if (outcome instanceof Outcome.Changed changed)
            return new Decided(outcome, save(call, post, changed.after(), now, changed.changes(), order.texts()), null);
        if (outcome instanceof Outcome.Refused refused)
            return new Decided(outcome, save(call, post, post, now, List.of(refused.change()), List.of()), null);
        return new Decided(outcome, null, null);
    }

    private Save save(Call call, Post before, Post after, Instant now, List<Change> changes, List<Erasable> texts) {
        return desk.save(call, before, after, now, changes, texts.toArray(Erasable[]::new));
    }

    private static Done done(Decided decided) {
        Save save = decided.save();
        if (decided.outcome() instanceof Outcome.Unchanged unchanged)
            return new Done(unchanged.post(), false, decided.outdated());
        if (save == null) throw new IllegalStateException("An outcome other than Unchanged has a save");
        Post after = (Post) save.after();
        return decided.outcome() instanceof Outcome.Refused refused
                ? new Done(after, false, refused.problem())
                : new Done(after, true, null);
    }

    /** Once more, under the rows' locks, where nobody can be first. */
    private Map<PostId, Done> again(Call call, Map<PostId, Order> orders, Known known) {
        if (desk.store.joined())
            throw Desk.conflict("post " + orders.keySet().iterator().next());
        Map<PostId, Done> done = new HashMap<>();
        List<Committed> committed = desk.store.locked(
                new Selection.These(call.workspace(), List.copyOf(orders.keySet()), Desk.use(call)), (posts, now) -> {
                    done.clear();
                    List<Save> saves = new ArrayList<>();
                    for (Post post : posts) {
                        Order order = orders.get(post.id());
                        if (order == null) continue;
                        Decided decided = decide(call, post, now, order, known);
                        done.put(post.id(), done(decided));
                        Save save = decided.save();
                        if (save != null) saves.add(save);
                    }
                    return List.of(Changes.each(call.workspace(), saves));
                });
        committed.forEach(Desk::checked);
        return done;
    }

    private Known known(Call call, Collection<Post> posts, Collection<ReviewerRef> asks) {
        Set<ReviewerRef> refs = new HashSet<>(asks);
        refs.addAll(asked(posts));
        return new Known(refs, desk.roster(call, refs));
    }

    /** Whom a decision may have to count when it opens the next stage. */
    private static Set<ReviewerRef> asked(Collection<Post> posts) {
        Set<ReviewerRef> refs = new HashSet<>();
        for (Post post : posts) post.round().ifPresent(round -> refs.addAll(round.counted()));
        return refs;
    }
}
