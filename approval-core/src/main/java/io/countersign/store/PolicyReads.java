package io.countersign.store;

import io.countersign.identity.WorkspaceId;
import io.countersign.routing.PolicyVersion;

/** Reading routing policies. */
public interface PolicyReads {
    /** The policy as it stands; {@link PolicyVersion#none} where none was stored. */
    PolicyVersion policy(WorkspaceId workspace);
}
