package io.countersign.link;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.problem.ApprovalException;
import java.util.List;

/** What a {@link LinkCommand} comes to. */
public sealed interface LinkOutcome {
    /**
     * It is done.
     *
     * @param after the link as it is now; its head is still the old one
     * @param changes what happened, in order; empty when there is nothing to record, and then nothing but usage differs
     */
    record Done(Link after, List<Change> changes) implements LinkOutcome {
        public Done {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A rule refuses it, and the link stays as it is.
     *
     * @param problem to be thrown once the refusal is recorded
     * @param change the refusal, for the record
     */
    record Refused(ApprovalException problem, Change change) implements LinkOutcome {}

    /** Done, and this is all that happened. */
    static Done done(Link after, LinkEvent event, Subject subject) {
        return new Done(after, List.of(new Change(event, subject)));
    }

    /** Done, with nothing to record. */
    static Done unrecorded(Link after) {
        return new Done(after, List.of());
    }

    /** Refused by a rule. */
    static Refused refused(LinkCommand command, ApprovalException problem) {
        return refused(command, problem, Subject.NONE);
    }

    /** Refused by a rule, with what the command was about. */
    static Refused refused(LinkCommand command, ApprovalException problem, Subject about) {
        LinkEvent event = new LinkEvent.Refused(command.name(), problem.code(), problem.reason());
        Subject subject =
                new Subject(about.about(), about.version(), about.digest(), null, null, null, null, problem.code());
        return new Refused(problem, new Change(event, subject));
    }
}
