package io.countersign.store;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import java.util.Collection;
import java.util.List;

/** Reading registered approvers, and who decides in whose place. */
public interface PeopleReads {
    /**
     * Who is meant, and the places that were given.
     *
     * @param approvers as {@link #meant} has them
     */
    record People(List<Approver> approvers, List<Delegation> delegations) {
        public static final People NONE = new People(List.of(), List.of());

        public People {
            approvers = List.copyOf(approvers);
            delegations = List.copyOf(delegations);
        }
    }

    /** Those of the approvers that exist, deleted ones too, with the store's time. */
    Found<Approver> approvers(WorkspaceId workspace, Collection<ApproverId> ids);

    /** Active approvers, newest first. */
    Page<Approver> approvers(WorkspaceId workspace, PageRequest page);

    /** Active approvers that any of the references means: by their id, by the user they are, or by a group of their record. */
    List<Approver> meant(WorkspaceId workspace, Collection<ReviewerRef> refs);

    /** As {@link #meant}, together with the delegations to any of these persons that hold at the store's time. */
    People people(WorkspaceId workspace, Collection<ReviewerRef> refs, Collection<Person> delegates);

    /** Whom each of these persons puts in their place, with the store's time; who never did so is missing. */
    Found<Deputies> deputies(WorkspaceId workspace, Collection<Person> persons);
}
