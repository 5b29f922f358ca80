package io.countersign.spring.page;

import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.Standing;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import io.countersign.review.Vote;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a reviewer stands with a post in its last round.
 *
 * @param waits whether an open stage asks them and has no decision of theirs
 * @param stage the name of such a stage
 * @param due the earliest time by which such a stage wants its answer
 * @param vote their last decision in the round
 * @param answered whether nothing more is asked of them because of it
 * @param others how many other people's decisions count in the round
 * @param mayDecide whether a decision can be taken or changed now, through a link
 * @param needsAccount whether what waits takes decisions of people with an account only
 * @param mayReschedule whether they can set a new time now
 */
record Footing(
        boolean waits,
        @Nullable String stage,
        @Nullable Instant due,
        @Nullable Vote vote,
        boolean answered,
        long others,
        boolean mayDecide,
        boolean needsAccount,
        boolean mayReschedule) {
    private static final Footing NONE = new Footing(false, null, null, null, false, 0, false, false, false);

    static Footing of(Post post, Standing standing, Actor.Guest guest) {
        return post.round().map(round -> in(round, post, standing, guest)).orElse(NONE);
    }

    private static Footing in(Round round, Post post, Standing standing, Actor.Guest guest) {
        boolean inReview = post.status() == PostStatus.IN_REVIEW && round.isOpen();
        List<Integer> open = stages(round)
                .filter(stage -> inReview && round.stage(stage).status() == StageStatus.OPEN)
                .filter(stage -> round.entries(stage).stream().anyMatch(standing::answers))
                .boxed()
                .toList();
        List<Integer> waiting = open.stream()
                .filter(stage -> round.stage(stage).voteOf(standing.person()).isEmpty())
                .toList();
        boolean byLink = open.stream().anyMatch(stage -> round.rule(stage).minAssurance() == Assurance.LINK);
        Vote vote = own(round, standing);
        boolean ended = round.progress().ending() == Ending.SUPERSEDED;
        return new Footing(
                !waiting.isEmpty(),
                waiting.isEmpty() ? null : round.rule(waiting.get(0)).name(),
                due(round, waiting),
                vote,
                vote != null && waiting.isEmpty() && !ended,
                others(round, standing),
                byLink,
                !waiting.isEmpty() && !byLink,
                guest.mayReschedule() && !open.isEmpty());
    }

    private static @Nullable Instant due(Round round, List<Integer> stages) {
        return stages.stream()
                .map(stage -> round.stage(stage).dueAt())
                .filter(Objects::nonNull)
                .map(Instant.class::cast)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Vote own(Round round, Standing standing) {
        return votes(round)
                .filter(vote -> vote.person().equals(standing.person()))
                .max(Comparator.comparing(Vote::at))
                .orElse(null);
    }

    private static long others(Round round, Standing standing) {
        return votes(round)
                .filter(vote -> !vote.late() && !vote.person().equals(standing.person()))
                .map(Vote::person)
                .distinct()
                .count();
    }

    private static Stream<Vote> votes(Round round) {
        return round.progress().stages().stream().map(StageProgress::votes).flatMap(List::stream);
    }

    private static IntStream stages(Round round) {
        return IntStream.range(0, round.progress().stages().size());
    }
}
