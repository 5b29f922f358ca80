package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.content.Schedule;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Situation;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Clearance;
import io.countersign.publish.Publication;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post while one command is decided: what becomes of it, and what happened. Lives within that one decision. */
final class Draft {
    private record Happening(
            ApprovalEvent event,
            @Nullable String stage,
            @Nullable Verdict verdict) {}

    final Post before;
    final Situation situation;
    final Terms terms;
    private final List<Happening> happenings = new ArrayList<>();

    @Nullable
    String bundle;

    Version version;
    Schedule schedule;
    PostStatus status;

    @Nullable
    Round round;

    long fence;

    @Nullable
    Instant leaseUntil;

    Release release;
    boolean advocacy;
    List<ReviewerRef> reviewers;

    @Nullable
    Hold hold;

    boolean missedSchedule;

    @Nullable
    Instant dueAt;

    boolean forNow;
    List<Person> contributors;

    @Nullable
    Clearance clearance;

    Publication publication;

    @Nullable
    BrokenGlass glass;

    @Nullable
    ReviewOwed owed;

    @Nullable
    Recall recalled;

    Draft(Post before, Situation situation, Terms terms) {
        this.before = before;
        this.situation = situation;
        this.terms = terms;
        bundle = before.bundle();
        version = before.version();
        schedule = before.schedule();
        status = before.status();
        round = before.round().orElse(null);
        fence = before.fence();
        leaseUntil = before.leaseUntil();
        PostState state = before.state();
        release = state.release();
        advocacy = state.advocacy();
        reviewers = state.reviewers();
        hold = state.hold();
        missedSchedule = state.missedSchedule();
        dueAt = state.dueAt();
        forNow = state.forNow();
        contributors = state.contributors();
        clearance = state.clearance();
        publication = state.publication();
        glass = state.glass();
        owed = state.owed();
        recalled = state.recalled();
    }

    Instant now() {
        return situation.now();
    }

    Actor actor() {
        return situation.actor();
    }

    void happened(ApprovalEvent event) {
        happenings.add(new Happening(event, null, null));
    }

    void happened(PostEvent event, String stage, Verdict verdict) {
        happenings.add(new Happening(event, stage, verdict));
    }

    /** Refuses whoever has none of the permissions. */
    void need(Permission... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(actor()::may))
            throw new NotPermittedException("This needs the permission %s in this workspace."
                    .formatted(String.join(
                            " or ", Arrays.stream(anyOf).map(Permission::code).toList())));
    }

    void need(Transitions.Trigger trigger, String why) {
        if (!Transitions.of(trigger).from().contains(status)) throw new IllegalTransitionException(before, why);
    }

    void needVersion(int named, @Nullable Digest digest) {
        if (named != version.number()) throw new StaleVersionException(before, "version " + named);
        if (digest != null && !digest.equals(version.digest()))
            throw new StaleVersionException(before, "a version with another digest");
    }

    /** The round that stops counting, if one did; its approvals count no more. */
    Optional<Integer> supersede() {
        // This version reached APPROVED: only who writes a later one contributes to what is reviewed next. What went
        // out by break glass did not.
        boolean approved = round != null && round.progress().ending() == Ending.APPROVED;
        if (approved) contributors = List.of();
        clearance = null;
        dueAt = null;
        forNow = false;
        publication = Publication.NONE;
        if (round == null || !(round.isOpen() || round.progress().ending() == Ending.APPROVED)) return Optional.empty();
        round = round.end(Ending.SUPERSEDED, now());
        return Optional.of(round.plan().round());
    }

    Outcome outcome(Transitions.Trigger trigger) {
        if (happenings.isEmpty()) return new Outcome.Unchanged(before);
        Transitions.Row row = Transitions.of(trigger);
        if (!row.from().contains(before.status()) || !row.to().contains(status))
            throw new IllegalStateException("%s led post %s from %s to %s, which no row of the table has"
                    .formatted(trigger, before.id(), before.status(), status));
        return new Outcome.Changed(post(), changes());
    }

    List<Change> changes() {
        return happenings.stream()
                .map(happening -> new Change(
                        happening.event(),
                        new Subject(
                                null,
                                version.number(),
                                version.digest(),
                                happening.stage(),
                                happening.verdict() == null
                                        ? null
                                        : happening.verdict().name(),
                                before.status().name(),
                                status.name(),
                                null)))
                .toList();
    }

    Post post() {
        return new Post(
                before.workspace(),
                before.id(),
                before.head(),
                before.author(),
                bundle,
                before.createdAt(),
                version,
                schedule,
                status,
                round == null ? null : round.plan(),
                fence,
                leaseUntil,
                new PostState(
                        release,
                        advocacy,
                        reviewers,
                        round == null ? null : round.progress(),
                        hold,
                        missedSchedule,
                        dueAt,
                        forNow,
                        contributors,
                        clearance,
                        publication,
                        glass,
                        owed,
                        recalled));
    }
}
