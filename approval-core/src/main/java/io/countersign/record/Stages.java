package io.countersign.record;

import io.countersign.post.PostEvent;
import io.countersign.record.DecisionRecord.Weight;
import io.countersign.record.RoundRecord.Kind;
import io.countersign.record.RoundRecord.Stage;
import io.countersign.record.RoundRecord.State;
import io.countersign.record.RoundRecord.Turn;
import io.countersign.review.Plan;
import io.countersign.review.Progress;
import io.countersign.review.StageProgress;
import io.countersign.review.Verdict;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stages of one round: of the last one as it stands, of earlier ones as their entries tell. */
final class Stages {
    private final Story story;
    private final Plan plan;
    private final List<DecisionRecord> decisions;
    private final Map<String, Instant> opened = new HashMap<>();
    private final Map<String, Instant> cleared = new HashMap<>();

    Stages(Story story, Plan plan, List<DecisionRecord> decisions) {
        this.story = story;
        this.plan = plan;
        this.decisions = decisions;
        story.told("post.submitted", PostEvent.Submitted.class).stream()
                .filter(told -> told.event().round() == plan.round())
                .forEach(told ->
                        note(told.entry(), told.event().opened(), told.event().cleared()));
        story.told("post.decided", PostEvent.Decided.class).stream()
                .filter(told -> told.event().round() == plan.round())
                .forEach(told ->
                        note(told.entry(), told.event().opened(), told.event().cleared()));
    }

    private void note(Entry entry, List<String> nowOpen, List<String> nowCleared) {
        for (String stage : nowOpen) opened.putIfAbsent(stage, entry.audit.at());
        for (String stage : nowCleared) cleared.putIfAbsent(stage, entry.audit.at());
    }

    List<Stage> all() {
        return IntStream.range(0, plan.stages().size()).mapToObj(this::stage).toList();
    }

    private Stage stage(int index) {
        RoutedStage routed = plan.stages().get(index);
        StageRule rule = routed.rule();
        State state = state(index, rule);
        Instant openedAt = opened.get(rule.name());
        return new Stage(
                rule.name(),
                rule.order(),
                rule.quorum(),
                story.listed(rule.reviewers()),
                rule.deadline(),
                rule.onOverdue(),
                story.listed(rule.escalateTo()),
                rule.minAssurance(),
                routed.because(),
                state,
                openedAt,
                dueAt(rule.deadline(), openedAt),
                state == State.CLEARED ? cleared.get(rule.name()) : null,
                turns(rule.name()));
    }

    private static @Nullable Instant dueAt(@Nullable Duration deadline, @Nullable Instant openedAt) {
        return deadline == null || openedAt == null
                ? null
                : openedAt.plus(deadline).truncatedTo(ChronoUnit.MICROS);
    }

    private State state(int index, StageRule rule) {
        Progress progress = story.material.post().state().progress();
        Plan last = story.material.post().plan();
        boolean current = last != null && last.round() == plan.round();
        return current && progress != null ? standing(progress.stages().get(index)) : told(rule);
    }

    private static State standing(StageProgress progress) {
        return switch (progress.status()) {
            case WAITING -> State.NOT_OPENED;
            case OPEN -> State.OPEN;
            case APPROVED -> State.CLEARED;
            case CHANGES_REQUESTED -> State.CHANGES_REQUESTED;
            case REJECTED -> State.REJECTED;
            case SKIPPED -> progress.openedAt() == null ? State.NOT_OPENED : State.ENDED;
        };
    }

    /** Of an earlier round, which has ended. */
    private State told(StageRule rule) {
        for (DecisionRecord decision : decisions)
            if (decision.stage().equals(rule.name()) && refuses(decision))
                return decision.verdict() == Verdict.REJECT ? State.REJECTED : State.CHANGES_REQUESTED;
        if (!opened.containsKey(rule.name())) return State.NOT_OPENED;
        return cleared.containsKey(rule.name()) ? State.CLEARED : State.ENDED;
    }

    private static boolean refuses(DecisionRecord decision) {
        return decision.verdict().refuses() && decision.weight() != Weight.LATE;
    }

    private List<Turn> turns(String stage) {
        List<Turn> turns = new ArrayList<>();
        story.told("post.stage-overdue", PostEvent.StageOverdue.class).stream()
                .filter(told -> is(told.event().round(), told.event().stage(), stage))
                .forEach(told -> turns.add(turn(Kind.OVERDUE, told.entry(), overdue(told.event()))));
        story.told("post.stage-reminded", PostEvent.StageReminded.class).stream()
                .filter(told -> is(told.event().round(), told.event().stage(), stage))
                .forEach(told -> turns.add(turn(Kind.REMINDED, told.entry(), reminded(told.event()))));
        story.told("post.stage-blocked", PostEvent.StageBlocked.class).stream()
                .filter(told -> is(told.event().round(), told.event().stage(), stage))
                .forEach(told ->
                        turns.add(turn(Kind.BLOCKED, told.entry(), told.event().reason())));
        story.told("post.stage-unblocked", PostEvent.StageUnblocked.class).stream()
                .filter(told -> is(told.event().round(), told.event().stage(), stage))
                .forEach(told -> turns.add(turn(Kind.UNBLOCKED, told.entry(), "It could be cleared again.")));
        turns.sort(Comparator.comparing(Turn::at));
        return turns;
    }

    private boolean is(int round, String name, String stage) {
        return round == plan.round() && name.equals(stage);
    }

    private static Turn turn(Kind kind, Entry entry, String words) {
        return new Turn(kind, entry.audit.at(), words);
    }

    private static String overdue(PostEvent.StageOverdue event) {
        return switch (event.consequence()) {
            case REMIND -> "Its deadline passed; its reviewers and the author were reminded.";
            case ESCALATE -> "Its deadline passed; those it escalates to may answer as well.";
            case RETURN -> "Its deadline passed, and the post went back to its author.";
        };
    }

    private static String reminded(PostEvent.StageReminded event) {
        return "Its reviewers were reminded, %s before the post was to go out.".formatted(Spans.of(event.before()));
    }
}
