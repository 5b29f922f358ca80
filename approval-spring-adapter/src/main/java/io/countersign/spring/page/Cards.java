package io.countersign.spring.page;

import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.review.Vote;
import io.countersign.spring.web.PostFacts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reviewer may see of posts, as cards. */
final class Cards {
    private final MediaHosts hosts;

    Cards(MediaHosts hosts) {
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

    /** A card for each post, in their order. */
    List<CardView> of(Visit visit, Collection<Post> posts, PostFacts facts, Refused refused) {
        return posts.stream().map(post -> card(visit, post, facts, refused)).toList();
    }

    /** How a person recognises a post. */
    static String label(Post post, PostFacts facts) {
        Target target = facts.shown(post).content().target();
        return ChannelView.of(target.channel().name()).name() + " · " + target.account();
    }

    private CardView card(Visit visit, Post post, PostFacts facts, Refused refused) {
        Footing footing = Footing.of(post, visit.standing(), visit.session().guest());
        Version shown = facts.shown(post);
        Content content = shown.content();
        ZoneId zone = post.schedule().zone();
        boolean current = !facts.beingRevised(post);
        return new CardView(
                post.id().value(),
                shown.number(),
                shown.digest().hex(),
                ChannelView.of(content.target().channel().name()),
                content.target().account(),
                content.note() == null ? null : facts.userName(post.author()),
                content.caption(),
                content.media().stream().map(this::media).toList(),
                content.link() == null ? null : new LinkView(content.link(), MediaHosts.hostOf(content.link())),
                moment(post.schedule().at(), zone, visit),
                zone.getId(),
                post.state().missedSchedule(),
                !content.pinned(),
                content.note(),
                content.category(),
                content.campaign(),
                post.status().name(),
                !current,
                footing.stage(),
                moment(footing.due(), zone, visit),
                Math.toIntExact(footing.others()),
                footing.vote() == null ? null : mine(footing.vote(), shown.number(), zone, facts, visit),
                footing.answered() && current,
                footing.mayDecide() && current,
                footing.needsAccount() && current,
                footing.mayReschedule() && current,
                refused.selected().contains(post.id()),
                refused.drafts().get(post.id()));
    }

    private DecisionView mine(Vote vote, int version, ZoneId zone, PostFacts facts, Visit visit) {
        MomentView at = MomentView.of(vote.at(), zone, visit.texts());
        return new DecisionView(true, null, vote.verdict().name(), version, at, facts.text(vote.note()));
    }

    private MediaView media(Media medium) {
        boolean shown = medium.type() == Media.Type.IMAGE && hosts.allows(medium.url());
        return new MediaView(
                medium.type().name(), medium.url(), MediaHosts.hostOf(medium.url()), medium.altText(), shown);
    }

    private @Nullable MomentView moment(@Nullable Instant at, ZoneId zone, Visit visit) {
        return at == null ? null : MomentView.of(at, zone, visit.texts());
    }
}
