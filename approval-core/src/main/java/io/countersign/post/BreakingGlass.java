package io.countersign.post;

import io.countersign.canonical.Digest;
import io.countersign.identity.Permission;
import io.countersign.identity.Person;
import io.countersign.problem.NotPermittedException;
import io.countersign.publish.Clearance;
import io.countersign.review.Round;
import io.countersign.routing.PolicyVersion;

/** Letting a post out without its reviewers: two people, one version, and a review owed afterwards. */
final class BreakingGlass {
    private BreakingGlass() {}

    static Outcome ask(Draft draft, BreakGlassCommand.Ask command) {
        needAllowed(draft, command.policy());
        draft.need(
                Transitions.Trigger.BREAK_GLASS,
                "break glass is for a post that still waits to be approved or released");
        if (draft.glass != null)
            throw new IllegalTransitionException(
                    draft.before,
                    "%s asked to break the glass for this version already; another person's consent is missing"
                            .formatted(draft.glass.by().id()));
        Person person = draft.situation.standing().person();
        draft.happened(new BreakGlassEvent.Asked(command.reason().commitment(), person));
        return draft.outcome(Transitions.Trigger.BREAK_GLASS);
    }

    static Outcome consent(Draft draft, BreakGlassCommand.Consent command) {
        PolicyVersion policy = command.policy();
        needAllowed(draft, policy);
        if (command.version() != null) draft.needVersion(command.version(), null);
        draft.need(
                Transitions.Trigger.CONSENT, "break glass is for a post that still waits to be approved or released");
        BrokenGlass glass = draft.glass;
        if (glass == null || !glass.digest().equals(draft.version.digest()))
            throw new IllegalTransitionException(
                    draft.before, "nobody asked to break the glass for its current version; ask first, with a reason");
        Person person = draft.situation.standing().person();
        if (glass.person().equals(person))
            throw new NotPermittedException(
                    "You asked to break the glass yourself, so another person with the permission %s must consent."
                            .formatted(Permission.POST_RELEASE.code()));
        Round round = draft.round;
        Integer superseded =
                round != null && round.isOpen() ? (Integer) round.plan().round() : null;
        Clearance clearance = new Clearance.BreakGlass(draft.version.digest(), policy.number());
        draft.happened(new BreakGlassEvent.Consented(clearance, person, glass.by(), glass.at(), superseded));
        Scheduling.scheduleForNow(draft);
        return draft.outcome(Transitions.Trigger.CONSENT);
    }

    static Outcome closeReview(Draft draft, Digest finding) {
        draft.need(Permission.REVIEW, Permission.POST_RELEASE);
        ReviewOwed owed = draft.owed;
        if (owed == null) throw new IllegalTransitionException(draft.before, "no review of it is owed");
        boolean independent = !owed.involves(draft.situation.standing().person());
        draft.happened(new BreakGlassEvent.ReviewClosed(finding, independent));
        return draft.outcome(Transitions.Trigger.CLOSE_REVIEW);
    }

    private static void needAllowed(Draft draft, PolicyVersion policy) {
        draft.need(Permission.POST_RELEASE);
        if (!policy.policy().breakGlass())
            throw new NotPermittedException("The routing policy does not allow break glass (breakGlass is false), "
                    + "so this post goes out with its reviewers' approval only.");
    }
}
