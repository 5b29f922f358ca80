package io.countersign.routing;

import io.countersign.problem.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A workspace's rules of who must see what. Plain data; its constructor takes null for what has a default.
 *
 * @param otherwise stages where no rule matched
 * @param whenUnclassified stages added where classification failed
 * @param reviewRequired whether an empty plan is refused, default true
 * @param fourEyes whether who contributed to a version may not approve it, default true
 * @param distinctReviewers whether one person fills one stage of a round only, default false
 * @param rescheduleNeedsApproval whether a move by anyone but a reviewer of an open stage sends the post back, default
 *     false
 * @param breakGlass whether two people may publish without review, default false
 */
public record RoutingPolicy(
        @Size(max = 1000) List<@NotNull @Valid StageRule> stages,
        @Size(max = 10_000) List<@NotNull @Valid Rule> rules,
        @Size(max = 1000) List<@NotNull @Text(min = 1, max = 100) String> otherwise,
        @Size(max = 1000) List<@NotNull @Text(min = 1, max = 100) String> whenUnclassified,
        Boolean reviewRequired,
        Boolean fourEyes,
        Boolean distinctReviewers,
        Boolean rescheduleNeedsApproval,
        Boolean breakGlass) {
    /** Where none was stored: no stages, no rules, the defaults. */
    public static final RoutingPolicy NONE = of(List.of(), List.of(), List.of());

    /** Names that no stage of a policy may have: a post's explicit reviewers, and the release queue. */
    public static final List<String> RESERVED = List.of("requested", "release");

    public RoutingPolicy {
        stages = Given.orNone(stages);
        rules = Given.orNone(rules);
        otherwise = Given.orNone(otherwise);
        whenUnclassified = Given.orNone(whenUnclassified);
        reviewRequired = reviewRequired == null || reviewRequired;
        fourEyes = fourEyes == null || fourEyes;
        distinctReviewers = distinctReviewers != null && distinctReviewers;
        rescheduleNeedsApproval = rescheduleNeedsApproval != null && rescheduleNeedsApproval;
        breakGlass = breakGlass != null && breakGlass;
    }

    /** With the defaults of everything else. */
    public static RoutingPolicy of(List<StageRule> stages, List<Rule> rules, List<String> otherwise) {
        return new RoutingPolicy(stages, rules, otherwise, List.of(), true, true, false, false, false);
    }

    /** The same, with these stages added where classification failed. */
    public RoutingPolicy withUnclassified(List<String> names) {
        return new RoutingPolicy(
                stages,
                rules,
                otherwise,
                names,
                reviewRequired,
                fourEyes,
                distinctReviewers,
                rescheduleNeedsApproval,
                breakGlass);
    }
}
