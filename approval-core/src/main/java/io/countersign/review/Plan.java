package io.countersign.review;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Sparse;
import io.countersign.content.Version;
import io.countersign.identity.Person;
import io.countersign.identity.Roster;
import io.countersign.routing.Classification;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a round needs, fixed when it opens: a policy that changes later changes no open round.
 *
 * @param round number of the round within its post, from 1
 * @param version that is reviewed
 * @param digest of that version
 * @param policy number of the policy's version that routed it, 0 for none
 * @param classification what classifiers said of the version; null where none was asked
 * @param stages by order
 */
@Sparse
public record Plan(
        int round,
        int version,
        Digest digest,
        Instant openedAt,
        int policy,
        boolean fourEyes,
        boolean distinctReviewers,
        boolean rescheduleNeedsApproval,
        @Nullable Classification classification,
        List<RoutedStage> stages) {
    public Plan {
        stages = List.copyOf(stages);
    }

    /**
     * Of a round that opens now.
     *
     * @param policy that routed the version
     */
    public static Plan of(
            int round,
            Version version,
            Instant now,
            PolicyVersion policy,
            @Nullable Classification classification,
            List<RoutedStage> stages) {
        RoutingPolicy terms = policy.policy();
        return new Plan(
                round,
                version.number(),
                version.digest(),
                now,
                policy.number(),
                terms.fourEyes(),
                terms.distinctReviewers(),
                terms.rescheduleNeedsApproval(),
                classification,
                stages);
    }

    /**
     * SHA-256 of its canonical JSON, by which the record pins it. It holds words of the policy and ids, and no text of
     * anybody, so it needs no salt. A component that is added, here or to what a plan holds, is one that may be null: plans of
     * before keep their pins.
     */
    public Digest pin() {
        return Digest.of(canonical());
    }

    /** The bytes that are pinned. */
    public byte[] canonical() {
        return Canonical.bytes(this);
    }

    /**
     * Why a round of this plan must not open, in a sentence; empty where it may.
     *
     * @param policy that routed the version
     * @param contributors who may not approve under four eyes
     */
    public Optional<String> objection(RoutingPolicy policy, Roster roster, Set<Person> contributors) {
        if (stages.isEmpty() && policy.reviewRequired())
            return Optional.of(
                    "No stage is routed to this post and it names no reviewers, but the policy requires a review.");
        return obstacle(roster, contributors);
    }

    /**
     * Why a stage could never be cleared, naming it; empty where all of them can.
     *
     * @param contributors who may not approve under four eyes
     */
    public Optional<String> obstacle(Roster roster, Set<Person> contributors) {
        Round round = Round.before(this);
        List<Integer> all = IntStream.range(0, stages.size()).boxed().toList();
        return new Feasibility(round, roster, contributors)
                .obstacles(all).values().stream().findFirst();
    }

    /** Why nobody at all could clear a stage, in a sentence that names it; empty where it can be cleared. */
    public static Optional<String> obstacle(StageRule stage, Roster roster) {
        List<RoutedStage> alone = List.of(new RoutedStage(stage, List.of()));
        return new Plan(1, 1, Digest.ZERO, Instant.EPOCH, 0, false, false, false, null, alone)
                .obstacle(roster, Set.of());
    }
}
