package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.canonical.Digest;
import io.countersign.content.Content;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.post.BrokenGlass;
import io.countersign.post.Hold;
import io.countersign.post.Post;
import io.countersign.post.Recall;
import io.countersign.post.ReviewOwed;
import io.countersign.publish.Publication;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.Suggestion;
import io.countersign.review.Vote;
import io.countersign.routing.StageRule;
import io.countersign.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Posts as the contract's JSON: all of them for users, and for guests what they may see. */
final class PostJson {
    private final Approvals approvals;
    private final boolean reviewersShown;

    /** @param reviewersShown whether guests are told the names of other reviewers */
    PostJson(Approvals approvals, boolean reviewersShown) {
        this.approvals = approvals;
        this.reviewersShown = reviewersShown;
    }

    /** One post, for the caller. */
    Map<String, @Nullable Object> one(Call call, Post post, Map<Digest, String> fresh) {
        return each(call, List.of(post), fresh).apply(post);
    }

    Map<String, @Nullable Object> one(Call call, Post post) {
        return one(call, post, Map.of());
    }

    /** As above, with what was read already. */
    Map<String, @Nullable Object> one(Call call, Post post, PostFacts facts) {
        return json(post, facts, Eyes.of(call, reviewersShown));
    }

    /** How each of these posts is told to the caller, with one reading for all. */
    Function<Post, Map<String, @Nullable Object>> each(Call call, Collection<Post> posts, Map<Digest, String> fresh) {
        PostFacts facts = PostFacts.of(approvals, call, posts, fresh);
        Eyes eyes = Eyes.of(call, reviewersShown);
        return post -> json(post, facts, eyes);
    }

    Map<String, @Nullable Object> page(Call call, Page<Post> page) {
        return Pages.json(page, each(call, page.items(), Map.of()));
    }

    /** A version of a post with its content. */
    static Map<String, @Nullable Object> version(Version version) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", version.number());
        json.put("editedBy", version.editedBy());
        json.put("editedAt", version.editedAt());
        json.put("digest", version.digest());
        content(json, version.content());
        json.put("unpinnedMedia", !version.content().pinned());
        return json;
    }

    private static Map<String, @Nullable Object> json(Post post, PostFacts facts, Eyes eyes) {
        Version version = facts.shown(post);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", post.id());
        json.put("workspace", post.workspace());
        json.put("author", post.author());
        json.put("status", post.status());
        json.put("version", version.number());
        if (!eyes.guest()) json.put("revision", post.revision());
        content(json, version.content());
        json.put("scheduledAt", post.schedule().at());
        json.put("timeZone", post.schedule().zone());
        if (!eyes.guest()) json.put("bundle", post.bundle());
        json.put("release", post.state().release());
        json.put("advocacy", post.state().advocacy());
        json.put("reviewers", eyes.told(post.state().reviewers()));
        json.put("missedSchedule", post.state().missedSchedule());
        json.put("hold", hold(post.state().hold(), facts, eyes));
        json.put("recalled", recalled(post.state().recalled(), facts, eyes));
        json.put("digest", version.digest());
        json.put("unpinnedMedia", !version.content().pinned());
        json.put("review", post.round().map(round -> review(round, facts, eyes)).orElse(null));
        json.put("publication", publication(post.state().publication(), eyes));
        if (!eyes.guest()) {
            json.put("glass", glass(post.state().glass(), facts));
            json.put("reviewOwed", owed(post.state().owed(), facts));
        }
        if (eyes.guest()) json.put("beingRevised", facts.beingRevised(post));
        return json;
    }

    private static void content(Map<String, @Nullable Object> json, Content content) {
        json.put("target", content.target());
        json.put("caption", content.caption());
        json.put("link", content.link());
        json.put("media", content.media());
        json.put("category", content.category());
        json.put("campaign", content.campaign());
        json.put("note", content.note());
    }

    private static @Nullable Map<String, @Nullable Object> hold(@Nullable Hold hold, PostFacts facts, Eyes eyes) {
        if (hold == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", by(hold.by(), hold.person(), facts, eyes));
        json.put("reason", eyes.guest() && !hold.person().equals(eyes.self()) ? null : facts.text(hold.reason()));
        json.put("since", hold.since());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> recalled(
            @Nullable Recall recalled, PostFacts facts, Eyes eyes) {
        if (recalled == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", by(recalled.by(), Person.user(recalled.by().id()), facts, eyes));
        json.put("reason", eyes.guest() ? null : facts.text(recalled.reason()));
        json.put("at", recalled.at());
        return json;
    }

    private static Map<String, @Nullable Object> review(Round round, PostFacts facts, Eyes eyes) {
        List<Map<String, @Nullable Object>> stages = new ArrayList<>();
        for (int stage = 0; stage < round.progress().stages().size(); stage++)
            stages.add(stage(round, stage, facts, eyes));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("round", round.plan().round());
        json.put("stages", stages);
        return json;
    }

    private static Map<String, @Nullable Object> stage(Round round, int stage, PostFacts facts, Eyes eyes) {
        StageRule rule = round.rule(stage);
        StageProgress progress = round.stage(stage);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", rule.name());
        json.put("order", rule.order());
        json.put("status", progress.status());
        // It may say who is missing.
        json.put("blocked", eyes.reviewersShown() ? progress.blocked() : null);
        json.put("reviewers", eyes.told(rule.reviewers()));
        json.put("quorum", rule.quorum());
        json.put("dueAt", progress.dueAt());
        json.put("because", round.plan().stages().get(stage).because());
        json.put(
                "decisions",
                progress.votes().stream()
                        .map(vote -> decision(vote, round, facts, eyes))
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> decision(Vote vote, Round round, PostFacts facts, Eyes eyes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", vote.id());
        json.put("by", by(vote.by(), vote.person(), facts, eyes));
        Person principal = vote.inPlaceOf();
        json.put("for", principal == null ? null : by(principal.name(), principal, facts, eyes));
        json.put("assurance", vote.assurance());
        json.put("verdict", vote.verdict());
        json.put("version", round.plan().version());
        json.put("note", eyes.readsNote(vote) ? facts.text(vote.note()) : null);
        json.put("suggestion", suggestion(vote, facts, eyes));
        json.put("carriedFrom", vote.carriedFrom());
        json.put("at", vote.at());
        return json;
    }

    /** As it is sent with a decision; null where there is none, or none that the reader may see. */
    private static @Nullable Map<String, @Nullable Object> suggestion(Vote vote, PostFacts facts, Eyes eyes) {
        Suggestion suggestion = vote.suggestion();
        if (suggestion == null || !eyes.readsNote(vote)) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("caption", facts.text(suggestion.caption()));
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> glass(@Nullable BrokenGlass glass, PostFacts facts) {
        if (glass == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", by(glass.by(), glass.person(), facts, Eyes.USER));
        json.put("reason", facts.text(glass.reason()));
        json.put("at", glass.at());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> owed(@Nullable ReviewOwed owed, PostFacts facts) {
        if (owed == null) return null;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("brokenBy", by(owed.brokenBy(), owed.breaker(), facts, Eyes.USER));
        json.put("consentedBy", by(owed.consentedBy(), owed.consenter(), facts, Eyes.USER));
        json.put("digest", owed.digest());
        json.put("since", owed.since());
        json.put("earlier", owed(owed.earlier(), facts));
        return json;
    }

    private static Map<String, @Nullable Object> by(Actor.Name actor, Person person, PostFacts facts, Eyes eyes) {
        boolean named = eyes.named(person);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", actor.kind());
        json.put("id", named ? actor.id() : null);
        json.put("name", named ? facts.name(actor) : null);
        return json;
    }

    private static Map<String, @Nullable Object> publication(Publication publication, Eyes eyes) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("publishedAt", publication.publishedAt());
        json.put("reference", publication.reference());
        json.put("attempts", publication.attempts());
        // What a publisher says of its failures is for the host's users.
        json.put("lastError", eyes.guest() ? null : publication.lastError());
        return json;
    }
}
