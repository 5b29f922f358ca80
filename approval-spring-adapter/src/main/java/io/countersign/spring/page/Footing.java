package io.countersign.spring.page;

import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.Person;
import io.countersign.identity.Standing;
import io.countersign.post.Hold;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.StageStatus;
import io.countersign.review.Vote;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * @param others the last decision of each other person in the open stages that ask them, or, where none does, in the round
 * @param mayDecide whether a decision can be taken or changed now, through a link
 * @param needsAccount whether what waits takes decisions of people with an account only
 * @param mayReschedule whether they can set a new time now
 * @param mayHold whether they can keep it from going out
 * @param mayUnhold whether they can let it go out again
 */
record Footing(
        boolean waits,
        @Nullable String stage,
        @Nullable Instant due,
        @Nullable Vote vote,
        boolean answered,
        List<Vote> others,
        boolean mayDecide,
        boolean needsAccount,
        boolean mayReschedule,
        boolean mayHold,
        boolean mayUnhold) {
    private static final Set<PostStatus> HELD_IN = EnumSet.of(PostStatus.APPROVED, PostStatus.SCHEDULED);
    private static final Footing NONE =
            new Footing(false, null, null, null, false, List.of(), false, false, false, false, false);

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
        Hold hold = post.state().hold();
        boolean holdable = HELD_IN.contains(post.status());
        boolean ended = round.progress().ending() == Ending.SUPERSEDED;
        return new Footing(
                !waiting.isEmpty(),
                waiting.isEmpty() ? null : round.rule(waiting.get(0)).name(),
                due(round, waiting),
                vote,
                vote != null && waiting.isEmpty() && !ended,
                others(round, open, standing),
                byLink,
                !waiting.isEmpty() && !byLink,
                guest.mayReschedule() && !open.isEmpty(),
                holdable && hold == null && round.reviewedBy(standing),
                holdable && hold != null && hold.person().equals(standing.person()));
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

    private static List<Vote> others(Round round, List<Integer> open, Standing standing) {
        Stream<Integer> asked = open.isEmpty() ? stages(round).boxed() : open.stream();
        Map<Person, Vote> last = new LinkedHashMap<>();
        asked.flatMap(stage -> round.stage(stage).votes().stream())
                .filter(vote -> !vote.late() && !vote.person().equals(standing.person()))
                .sorted(Comparator.comparing(Vote::at))
                .forEach(vote -> last.put(vote.person(), vote));
        return List.copyOf(last.values());
    }

    private static Stream<Vote> votes(Round round) {
        return round.progress().stages().stream().map(StageProgress::votes).flatMap(List::stream);
    }

    private static IntStream stages(Round round) {
        return IntStream.range(0, round.progress().stages().size());
    }
}
