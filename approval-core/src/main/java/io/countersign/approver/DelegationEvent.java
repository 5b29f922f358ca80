package io.countersign.approver;

import io.countersign.audit.ApprovalEvent;
import io.countersign.identity.Person;
import java.time.Instant;

/** What happens to whom a person puts in their place. */
public sealed interface DelegationEvent extends ApprovalEvent {
    /** From {@code from} until before {@code until} the delegate may decide in the delegator's place. */
    record Delegated(String delegation, Person delegator, Person delegate, Instant from, Instant until)
            implements DelegationEvent {
        @Override
        public String action() {
            return "delegation.given";
        }
    }

    /** It holds no more, before its time. */
    record Ended(String delegation, Person delegator, Person delegate) implements DelegationEvent {
        @Override
        public String action() {
            return "delegation.ended";
        }
    }

    /**
     * A rule refused a command.
     *
     * @param reason what the caller was told
     */
    record Refused(String command, String code, String reason) implements DelegationEvent {
        @Override
        public String action() {
            return "delegation.refused";
        }
    }
}
