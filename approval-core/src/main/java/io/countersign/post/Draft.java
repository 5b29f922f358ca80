package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.Situation;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post while one command is decided: what happens, and what becomes of it. Lives within that one decision. */
final class Draft extends Course {
    private record Happening(
            ApprovalEvent event,
            @Nullable String stage,
            @Nullable Verdict verdict) {}

    final Situation situation;
    final Terms terms;
    private final List<Happening> happenings = new ArrayList<>();

    Draft(Post before, Situation situation, Terms terms) {
        super(before);
        this.situation = situation;
        this.terms = terms;
    }

    Instant now() {
        return situation.now();
    }

    Actor actor() {
        return situation.actor();
    }

    void happened(ApprovalEvent event) {
        happened(event, null, null);
    }

    void happened(ApprovalEvent event, @Nullable String stage, @Nullable Verdict verdict) {
        happenings.add(new Happening(event, stage, verdict));
        Effects.of(event, this, new Effects.Mark(actor().name(), now()));
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
}
