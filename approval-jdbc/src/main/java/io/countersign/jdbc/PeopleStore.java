package io.countersign.jdbc;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Found;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PeopleReads;
import java.util.Collection;
import java.util.List;

/** The part of the store that knows who is who. */
abstract sealed class PeopleStore implements PeopleReads permits QueueStore {
    final Units units;

    PeopleStore(Units units) {
        this.units = units;
    }

    @Override
    public Found<Approver> approvers(WorkspaceId workspace, Collection<ApproverId> ids) {
        return units.read("read approvers", db -> PeopleRows.approvers(db, workspace, ids));
    }

    @Override
    public Page<Approver> approvers(WorkspaceId workspace, PageRequest page) {
        return units.read("list approvers", db -> PeopleRows.approvers(db, workspace, page));
    }

    @Override
    public List<Approver> meant(WorkspaceId workspace, Collection<ReviewerRef> refs) {
        return units.read("read who is meant", db -> PeopleRows.meant(db, workspace, refs));
    }

    @Override
    public People people(WorkspaceId workspace, Collection<ReviewerRef> refs, Collection<Person> delegates) {
        return units.read("read who is who", db -> PeopleRows.people(db, workspace, refs, delegates));
    }

    @Override
    public Found<Deputies> deputies(WorkspaceId workspace, Collection<Person> persons) {
        return units.read("read delegations", db -> DelegationRows.deputies(db, workspace, persons));
    }
}
