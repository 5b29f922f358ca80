package io.countersign.spring.page;

import io.countersign.post.Post;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import io.countersign.spring.web.PostFacts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The stages of a post's last round with what was decided in them, as far as a reviewer with a link may know. */
final class Details {
    private final boolean showReviewers;

    Details(boolean showReviewers) {
        this.showReviewers = showReviewers;
    }

    List<StageView> stages(Visit visit, Post post, PostFacts facts) {
        Round round = post.round().orElse(null);
        if (round == null) return List.of();
        // Of a round that an edit ended only what people said is worth telling.
        boolean ended = round.progress().ending() == Ending.SUPERSEDED;
        return IntStream.range(0, round.progress().stages().size())
                .filter(stage -> !ended || !round.stage(stage).votes().isEmpty())
                .mapToObj(stage -> stage(visit, round, stage, post.schedule().zone(), facts))
                .toList();
    }

    private StageView stage(Visit visit, Round round, int index, ZoneId zone, PostFacts facts) {
        StageProgress stage = round.stage(index);
        Instant due = stage.dueAt();
        return new StageView(
                round.rule(index).name(),
                stage.status().name(),
                due == null ? null : MomentView.of(due, zone, visit.texts()),
                quorum(round.rule(index).quorum()),
                needed(round.rule(index), stage),
                stage.votes().stream()
                        .sorted(Comparator.comparing(Vote::at))
                        .map(vote -> decision(visit, vote, round.plan().version(), zone, facts))
                        .toList());
    }

    private static String quorum(Quorum quorum) {
        if (quorum instanceof Quorum.All) return "ALL";
        return quorum instanceof Quorum.Any ? "ANY" : "SOME";
    }

    private static int needed(StageRule rule, StageProgress stage) {
        if (rule.quorum() instanceof Quorum.AtLeast least) return least.persons();
        return rule.quorum() instanceof Quorum.All ? rule.reviewers().size() : stage.needed();
    }

    private DecisionView decision(Visit visit, Vote vote, int version, ZoneId zone, PostFacts facts) {
        boolean mine = vote.person().equals(visit.standing().person());
        // The host's own people write notes to each other, too.
        boolean readable = vote.visibility() == Visibility.EVERYONE;
        return new DecisionView(
                mine,
                mine || !showReviewers ? null : Cards.who(vote.by(), facts, visit.texts()),
                vote.verdict().name(),
                version,
                MomentView.of(vote.at(), zone, visit.texts()),
                readable ? facts.text(vote.note()) : null,
                readable ? Cards.suggestion(vote, facts) : null);
    }
}
