package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.post.BrokenGlass;
import io.countersign.post.Hold;
import io.countersign.post.Post;
import io.countersign.post.Recall;
import io.countersign.post.ReviewOwed;
import io.countersign.review.StageProgress;
import io.countersign.review.Suggestion;
import io.countersign.review.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What showing posts takes besides the posts: names, texts, and for guests the versions that were submitted. Read once for
 * all of them; lives within one call.
 */
public final class PostFacts {
    private final Approvals approvals;
    private final Call call;
    private final Map<Digest, String> texts;
    private final Map<ApproverId, String> approvers;
    private final Map<PostId, Version> submitted;
    private final Map<String, String> users = new HashMap<>();

    private PostFacts(
            Approvals approvals,
            Call call,
            Map<Digest, String> texts,
            Map<ApproverId, String> approvers,
            Map<PostId, Version> submitted) {
        this.approvals = approvals;
        this.call = call;
        this.texts = texts;
        this.approvers = approvers;
        this.submitted = submitted;
    }

    /** @param fresh texts that no read may find yet */
    public static PostFacts of(Approvals approvals, Call call, Collection<Post> posts, Map<Digest, String> fresh) {
        List<Post> withTexts = new ArrayList<>();
        Set<ApproverId> named = new HashSet<>();
        for (Post post : posts) {
            if (digests(post).anyMatch(digest -> !fresh.containsKey(digest))) withTexts.add(post);
            actors(post)
                    .filter(actor -> actor.kind() == Actor.Kind.APPROVER)
                    .forEach(actor -> named.add(new ApproverId(actor.id())));
        }
        Map<Digest, String> texts = new HashMap<>(approvals.posts().texts(call, withTexts));
        texts.putAll(fresh);
        return new PostFacts(
                approvals, call, texts, approvals.approvers().names(call, named), submitted(approvals, call, posts));
    }

    /** What a person wrote; null where it was erased. */
    public @Nullable String text(@Nullable Digest commitment) {
        return commitment == null ? null : texts.get(commitment);
    }

    /** How people know an actor; null where the name was erased. */
    public @Nullable String name(Actor.Name actor) {
        return switch (actor.kind()) {
            case USER -> userName(actor.id());
            case APPROVER -> approvers.get(new ApproverId(actor.id()));
            case SYSTEM -> "system";
        };
    }

    /** How people know a user of the host. */
    public String userName(String id) {
        return users.computeIfAbsent(
                id, user -> approvals.directory().nameOf(call.workspace(), user).orElse(user));
    }

    /** The version that the caller may see: for guests the one last submitted. */
    public Version shown(Post post) {
        return submitted.getOrDefault(post.id(), post.version());
    }

    /** Whether a version is being written that the caller may not see yet. */
    public boolean beingRevised(Post post) {
        return submitted.containsKey(post.id());
    }

    private static Map<PostId, Version> submitted(Approvals approvals, Call call, Collection<Post> posts) {
        if (!(call.actor() instanceof Actor.Guest)) return Map.of();
        Map<PostId, Version> submitted = new HashMap<>();
        for (Post post : posts) {
            var plan = post.plan();
            if (plan == null || plan.version() == post.version().number()) continue;
            List<Version> versions = approvals.versions().list(call, post.id());
            versions.stream()
                    .filter(version -> version.number() == plan.version())
                    .forEach(version -> submitted.put(post.id(), version));
        }
        return submitted;
    }

    private static Stream<Vote> votes(Post post) {
        return post.round().stream()
                .flatMap(round -> round.progress().stages().stream())
                .map(StageProgress::votes)
                .flatMap(List::stream);
    }

    private static Stream<Digest> digests(Post post) {
        Hold hold = post.state().hold();
        BrokenGlass glass = post.state().glass();
        return Stream.of(
                        votes(post).flatMap(vote -> Stream.ofNullable(vote.note())),
                        votes(post)
                                .flatMap(vote -> Stream.ofNullable(vote.suggestion()))
                                .map(Suggestion::caption),
                        Stream.ofNullable(hold).map(Hold::reason),
                        Stream.ofNullable(glass).map(BrokenGlass::reason),
                        Stream.ofNullable(post.state().recalled()).map(Recall::reason))
                .flatMap(digests -> digests);
    }

    private static Stream<Actor.Name> actors(Post post) {
        Hold hold = post.state().hold();
        BrokenGlass glass = post.state().glass();
        ReviewOwed owed = post.state().owed();
        return Stream.of(
                        votes(post).map(Vote::by),
                        votes(post)
                                .flatMap(vote -> Stream.ofNullable(vote.inPlaceOf()))
                                .map(Person::name),
                        Stream.ofNullable(hold).map(Hold::by),
                        Stream.ofNullable(glass).map(BrokenGlass::by),
                        Stream.ofNullable(owed).flatMap(review -> Stream.of(review.brokenBy(), review.consentedBy())))
                .flatMap(actors -> actors);
    }
}
