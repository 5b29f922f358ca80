package io.countersign.store;

import io.countersign.approver.Approver;
import io.countersign.identity.ApproverId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import java.util.Collection;
import java.util.List;

/** Reading registered approvers. */
public interface PeopleReads {
    /** Those of the approvers that exist, deleted ones too, with the store's time. */
    Found<Approver> approvers(WorkspaceId workspace, Collection<ApproverId> ids);

    /** Active approvers, newest first. */
    Page<Approver> approvers(WorkspaceId workspace, PageRequest page);

    /** Active approvers that any of the references means: by their id, by the user they are, or by a group of their record. */
    List<Approver> meant(WorkspaceId workspace, Collection<ReviewerRef> refs);
}
