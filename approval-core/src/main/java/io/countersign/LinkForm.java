package io.countersign;

import io.countersign.canonical.Secret;
import io.countersign.identity.ApproverId;
import io.countersign.identity.PostId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link to be made.
 *
 * @param password of the caller's choice; null to have one generated
 * @param posts to narrow it to; null for all that waits for the approver, today's and later
 * @param validFor one hour to 90 days; null for the host's standard
 * @param mayReschedule whether the approver may move a post
 */
public record LinkForm(
        @NotNull ApproverId approverId,
        @Nullable Secret password,
        @Nullable @Size(min = 1, max = 500) Set<@NotNull PostId> posts,
        @Nullable Duration validFor,
        boolean mayReschedule) {
    /** For all that waits for the approver, with the standards. */
    public static LinkForm of(ApproverId approver) {
        return new LinkForm(approver, null, null, null, true);
    }
}
