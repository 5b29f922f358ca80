package io.countersign.record;

import io.countersign.identity.Assurance;
import io.countersign.post.BreakGlassEvent;
import io.countersign.post.PostEvent;
import io.countersign.publish.Clearance;
import io.countersign.record.Approval.Basis;
import io.countersign.record.Approval.Vouching;
import io.countersign.review.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Each time that a version became one that may be published, and who stands for it. */
final class Approvals {
    private final Story story;
    private final List<DecisionRecord> decisions;

    Approvals(Story story, List<DecisionRecord> decisions) {
        this.story = story;
        this.decisions = decisions;
    }

    List<Approval> all() {
        List<Approval> all = new ArrayList<>();
        for (Entry entry : story.chain) {
            if (entry.is("post.approved"))
                entry.event(PostEvent.Approved.class).ifPresent(event -> all.add(approval(entry, event.clearance())));
            if (entry.is("post.break-glass-consented"))
                entry.event(BreakGlassEvent.Consented.class).ifPresent(event -> all.add(broken(entry, event)));
        }
        return onlyLastStands(all);
    }

    private List<Approval> onlyLastStands(List<Approval> all) {
        Clearance standing = story.material.post().state().clearance();
        if (standing == null || all.isEmpty()) return all;
        int last = all.size() - 1;
        Approval one = all.get(last);
        all.set(
                last,
                new Approval(
                        one.basis(),
                        one.at(),
                        one.version(),
                        one.digest(),
                        one.round(),
                        one.policy(),
                        one.by(),
                        one.digest().equals(standing.digest())));
        return all;
    }

    private Approval approval(Entry entry, Clearance clearance) {
        if (clearance instanceof Clearance.Approved approved)
            return approval(entry, Basis.REVIEW, clearance, approved.round(), null, of(approved.round()));
        @Nullable Integer policy = clearance instanceof Clearance.NotRequired none ? none.policy() : null;
        return approval(entry, Basis.NOT_REQUIRED, clearance, null, policy, List.of());
    }

    private Approval broken(Entry entry, BreakGlassEvent.Consented event) {
        Integer policy = event.clearance() instanceof Clearance.BreakGlass glass ? glass.policy() : null;
        List<Vouching> both = List.of(
                new Vouching(story.party(event.askedBy()), null, null, Assurance.ACCOUNT, event.askedAt()),
                new Vouching(story.by(entry), null, null, Assurance.ACCOUNT, entry.audit.at()));
        return approval(entry, Basis.BREAK_GLASS, event.clearance(), null, policy, both);
    }

    private static Approval approval(
            Entry entry,
            Basis basis,
            Clearance clearance,
            @Nullable Integer round,
            @Nullable Integer policy,
            List<Vouching> by) {
        int version = Objects.requireNonNullElse(entry.audit.subject().version(), 0);
        return new Approval(basis, entry.audit.at(), version, clearance.digest(), round, policy, by, false);
    }

    /** Who approved in the round, where it counted. */
    private List<Vouching> of(int round) {
        return decisions.stream()
                .filter(decision -> decision.round() == round
                        && decision.verdict() == Verdict.APPROVE
                        && decision.weight() != DecisionRecord.Weight.LATE
                        && decision.weight() != DecisionRecord.Weight.REPLACED)
                .map(decision -> new Vouching(
                        decision.by(), decision.inPlaceOf(), decision.stage(), decision.assurance(), decision.at()))
                .toList();
    }
}
