package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.canonical.Digest;
import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.review.Plan;
import io.countersign.review.Vote;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reviewer may see of posts, as cards. */
final class Cards {
    private final Approvals approvals;
    private final PageTexts texts;
    private final MediaHosts hosts;

    Cards(Approvals approvals, PageTexts texts, MediaHosts hosts) {
        this.approvals = approvals;
        this.texts = texts;
        this.hosts = hosts;
    }

    /**
     * What the cards show of a form that was refused.
     *
     * @param drafts what was typed, by post
     * @param selected posts that start selected
     */
    record Refused(Map<PostId, CardView.Draft> drafts, Set<PostId> selected) {
        static final Refused NOTHING = new Refused(Map.of(), Set.of());
    }

    /** A card for each post, in their order; reads once for all of them, and once more for each that is being revised. */
    List<CardView> of(Visit visit, Collection<Post> posts, Refused refused) {
        Map<PostId, Footing> footings = new HashMap<>();
        for (Post post : posts)
            footings.put(post.id(), Footing.of(post, visit.standing(), visit.session().guest()));
        Map<Digest, String> notes = notes(visit, footings);
        Map<String, String> authors = new HashMap<>();
        return posts.stream()
                .map(post -> card(
                        visit, post, Objects.requireNonNull(footings.get(post.id())), notes, authors, refused))
                .toList();
    }

    /** How a person recognises a post. */
    String label(Visit visit, Post post) {
        Content content = Edition.of(post, approvals, visit.call()).content();
        return ChannelView.of(content.target().channel().name()).name() + " · " + content.target().account();
    }

    private CardView card(
            Visit visit,
            Post post,
            Footing footing,
            Map<Digest, String> notes,
            Map<String, String> authors,
            Refused refused) {
        Edition edition = Edition.of(post, approvals, visit.call());
        Content content = edition.content();
        ZoneId zone = post.schedule().zone();
        Vote vote = footing.vote();
        boolean current = !edition.beingRevised();
        return new CardView(
                post.id().value(),
                edition.number(),
                edition.digest().hex(),
                ChannelView.of(content.target().channel().name()),
                content.target().account(),
                content.note() == null ? null : author(visit, post.author(), authors),
                content.caption(),
                content.media().stream().map(this::media).toList(),
                content.link() == null ? null : new LinkView(content.link(), MediaHosts.hostOf(content.link())),
                moment(post.schedule().at(), zone),
                zone.getId(),
                post.state().missedSchedule(),
                !content.pinned(),
                content.note(),
                content.category(),
                content.campaign(),
                post.status().name(),
                edition.beingRevised(),
                footing.stage(),
                moment(footing.due(), zone),
                Math.toIntExact(footing.others()),
                vote == null ? null : mine(vote, Objects.requireNonNull(post.plan()), zone, notes),
                footing.answered() && current,
                footing.mayDecide() && current,
                footing.needsAccount() && current,
                footing.mayReschedule() && current,
                refused.selected().contains(post.id()),
                refused.drafts().get(post.id()));
    }

    private DecisionView mine(Vote vote, Plan plan, ZoneId zone, Map<Digest, String> notes) {
        return new DecisionView(
                true,
                null,
                vote.verdict().name(),
                plan.version(),
                MomentView.of(vote.at(), zone, texts),
                vote.note() == null ? null : notes.get(vote.note()));
    }

    private Map<Digest, String> notes(Visit visit, Map<PostId, Footing> footings) {
        Set<PostId> noted = new HashSet<>();
        footings.forEach((id, footing) -> {
            Vote vote = footing.vote();
            if (vote != null && vote.note() != null) noted.add(id);
        });
        return approvals.posts().texts(visit.call(), noted);
    }

    private String author(Visit visit, String id, Map<String, String> known) {
        return known.computeIfAbsent(
                id, user -> approvals.directory().nameOf(visit.call().workspace(), user).orElse(user));
    }

    private MediaView media(Media medium) {
        boolean shown = medium.type() == Media.Type.IMAGE && hosts.allows(medium.url());
        return new MediaView(
                medium.type().name(), medium.url(), MediaHosts.hostOf(medium.url()), medium.altText(), shown);
    }

    private @Nullable MomentView moment(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : MomentView.of(at, zone, texts);
    }
}
