package io.countersign.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules need to know of a registered approver.
 *
 * @param userId the user of the host that this approver is; null for an external one
 */
public record Member(ApproverId id, @Nullable String userId, Set<String> groups) {
    public Member {
        groups = Set.copyOf(groups);
    }

    /** The human behind it. */
    public Person person() {
        return userId == null ? Person.approver(id) : Person.user(userId);
    }
}
