package io.countersign.record;

import io.countersign.post.BreakGlassEvent;
import io.countersign.post.PostEvent;
import io.countersign.publish.Clearance;
import io.countersign.review.Ending;
import io.countersign.review.Plan;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.RequestedStage;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every round, with what the entries tell of its course. */
final class Rounds {
    /** How a round ended first, and when its approvals stopped counting afterwards. */
    record End(Ending ending, Instant at, @Nullable Instant supersededAt) {}

    private final Story story;
    private final Map<Integer, End> ends = new HashMap<>();

    Rounds(Story story) {
        this.story = story;
        story.chain.forEach(this::end);
    }

    private void end(Entry entry) {
        switch (entry.audit.action()) {
            case "post.approved" ->
                entry.event(PostEvent.Approved.class)
                        .ifPresent(event -> end(round(entry, event), Ending.APPROVED, entry));
            case "post.decided" ->
                entry.event(PostEvent.Decided.class)
                        .filter(event -> event.verdict().refuses() && !event.late() && event.carriedFrom() == null)
                        .ifPresent(event -> end(event.round(), Ending.REFUSED, entry));
            case "post.stage-overdue" ->
                entry.event(PostEvent.StageOverdue.class)
                        .filter(event -> event.consequence() == OnOverdue.RETURN)
                        .ifPresent(event -> end(event.round(), Ending.RETURNED, entry));
            case "post.edited" ->
                entry.event(PostEvent.Edited.class)
                        .ifPresent(event -> end(event.supersededRound(), Ending.SUPERSEDED, entry));
            case "post.rescheduled" ->
                entry.event(PostEvent.Rescheduled.class)
                        .ifPresent(event -> end(event.supersededRound(), Ending.SUPERSEDED, entry));
            case "post.recalled" ->
                entry.event(PostEvent.Recalled.class)
                        .ifPresent(event -> end(event.supersededRound(), Ending.SUPERSEDED, entry));
            case "post.withdrawn" ->
                entry.event(PostEvent.Withdrawn.class)
                        .ifPresent(event -> end(event.endedRound(), Ending.SUPERSEDED, entry));
            case "post.break-glass-consented" ->
                entry.event(BreakGlassEvent.Consented.class)
                        .ifPresent(event -> end(event.supersededRound(), Ending.SUPERSEDED, entry));
            default -> {}
        }
    }

    /** What needs no review was submitted in a round as well, the last one until then. */
    private @Nullable Integer round(Entry entry, PostEvent.Approved event) {
        if (event.clearance() instanceof Clearance.Approved approved) return approved.round();
        return story.told("post.submitted", PostEvent.Submitted.class).stream()
                .filter(told -> told.entry().audit.seq() < entry.audit.seq())
                .map(told -> told.event().round())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void end(@Nullable Integer round, Ending ending, Entry entry) {
        if (round == null) return;
        End before = ends.get(round);
        if (before == null) ends.put(round, new End(ending, entry.audit.at(), null));
        else if (ending == Ending.SUPERSEDED && before.ending() == Ending.APPROVED)
            ends.put(round, new End(before.ending(), before.at(), entry.audit.at()));
    }

    /** Whether it was ended from outside, or its approvals stopped counting. */
    boolean superseded(int round) {
        End end = ends.get(round);
        return end != null && (end.ending() == Ending.SUPERSEDED || end.supersededAt() != null);
    }

    List<RoundRecord> all(List<DecisionRecord> decisions) {
        return story.material.plans().values().stream()
                .sorted(Comparator.comparing(Plan::round))
                .map(plan -> round(plan, decisions))
                .toList();
    }

    private RoundRecord round(Plan plan, List<DecisionRecord> decisions) {
        @Nullable End end = ends.get(plan.round());
        Story.@Nullable Told<PostEvent.Submitted> submitted =
                story.told("post.submitted", PostEvent.Submitted.class).stream()
                        .filter(told -> told.event().round() == plan.round())
                        .findFirst()
                        .orElse(null);
        List<DecisionRecord> own = decisions.stream()
                .filter(decision -> decision.round() == plan.round())
                .toList();
        return new RoundRecord(
                plan.round(),
                plan.version(),
                plan.digest(),
                plan.openedAt(),
                submitted == null ? null : story.by(submitted.entry()),
                submitted == null ? null : story.saidOrNull(submitted.event().note()),
                plan.policy(),
                plan.fourEyes(),
                plan.distinctReviewers(),
                plan.rescheduleNeedsApproval(),
                story.listed(RequestedStage.reviewersIn(plan.stages())),
                plan.classification(),
                new Stages(story, plan, own).all(),
                end == null ? null : end.ending(),
                end == null ? null : end.at(),
                end == null ? null : end.supersededAt());
    }
}
