package io.countersign.spring.page;

import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.post.Hold;
import io.countersign.post.Post;
import io.countersign.review.Suggestion;
import io.countersign.review.Vote;
import io.countersign.spring.web.PostFacts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a reviewer may see of posts, as cards. */
final class Cards {
    private final MediaHosts hosts;
    private final boolean showReviewers;

    /** @param showReviewers whether reviewers are told each other's names */
    Cards(MediaHosts hosts, boolean showReviewers) {
        this.hosts = hosts;
        this.showReviewers = showReviewers;
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
                preview(content),
                content.note() == null ? null : facts.userName(post.author()),
                moment(post.schedule().at(), zone, visit),
                zone.getId(),
                post.state().missedSchedule(),
                !content.pinned(),
                content.note(),
                content.category(),
                content.campaign(),
                post.status().name(),
                !current,
                round(visit, post, footing, shown.number(), facts),
                new MayView(
                        footing.mayDecide() && current,
                        footing.mayReschedule() && current,
                        footing.mayHold(),
                        footing.mayUnhold()),
                hold(visit, post, facts),
                refused.selected().contains(post.id()),
                refused.drafts().get(post.id()));
    }

    /** A content as its channel shows it. */
    PreviewView preview(Content content) {
        ChannelView channel = ChannelView.of(content.target().channel().name());
        String caption = content.caption();
        String link = content.link();
        return new PreviewView(
                channel,
                content.target().account(),
                caption == null ? null : CaptionView.of(channel, caption),
                content.media().stream().map(this::media).toList(),
                link == null ? null : new LinkView(link, MediaHosts.hostOf(link)));
    }

    MediaView media(Media medium) {
        boolean shown = medium.type() == Media.Type.IMAGE && hosts.allows(medium.url());
        return new MediaView(
                medium.type().name(), medium.url(), MediaHosts.hostOf(medium.url()), medium.altText(), shown);
    }

    private RoundView round(Visit visit, Post post, Footing footing, int version, PostFacts facts) {
        boolean current = !facts.beingRevised(post);
        List<Vote> others = footing.others();
        Vote vote = footing.vote();
        return new RoundView(
                footing.stage(),
                moment(footing.due(), post.schedule().zone(), visit),
                others.size(),
                showReviewers ? names(others, facts, visit.texts()) : List.of(),
                vote == null ? null : mine(vote, version, post.schedule().zone(), facts, visit),
                footing.answered() && current,
                footing.needsAccount() && current,
                new NextSteps(visit.texts()).of(post, visit.session().now()));
    }

    private static List<String> names(List<Vote> votes, PostFacts facts, PageTexts texts) {
        return votes.stream().map(vote -> who(vote.by(), facts, texts)).toList();
    }

    /** How people know an actor, or that the name was erased. */
    static String who(Actor.Name by, PostFacts facts, PageTexts texts) {
        return Objects.requireNonNullElseGet(facts.name(by), () -> texts.get("post.erased"));
    }

    private @Nullable HoldView hold(Visit visit, Post post, PostFacts facts) {
        Hold hold = post.state().hold();
        if (hold == null) return null;
        boolean mine = hold.person().equals(visit.standing().person());
        return new HoldView(
                mine,
                mine || !showReviewers ? null : who(hold.by(), facts, visit.texts()),
                facts.text(hold.reason()),
                MomentView.of(hold.since(), post.schedule().zone(), visit.texts()));
    }

    private DecisionView mine(Vote vote, int version, ZoneId zone, PostFacts facts, Visit visit) {
        MomentView at = MomentView.of(vote.at(), zone, visit.texts());
        return new DecisionView(
                true, null, vote.verdict().name(), version, at, facts.text(vote.note()), suggestion(vote, facts));
    }

    static @Nullable String suggestion(Vote vote, PostFacts facts) {
        Suggestion suggestion = vote.suggestion();
        return suggestion == null ? null : facts.text(suggestion.caption());
    }

    private @Nullable MomentView moment(@Nullable Instant at, ZoneId zone, Visit visit) {
        return at == null ? null : MomentView.of(at, zone, visit.texts());
    }
}
