package io.countersign.link;

import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Subject;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A link to be made; secret and password are already what is stored of them.
 *
 * @param createdBy id of the host's user who makes it
 * @param validity how long it holds; one hour to 90 days (S-8)
 * @param posts the posts it is narrowed to, at least one; null for all that wait for its approver
 * @param mayReschedule whether its approver may move a post
 */
public record NewLink(
        WorkspaceId workspace,
        LinkId id,
        ApproverId approver,
        Credentials credentials,
        String createdBy,
        Duration validity,
        @Nullable Set<PostId> posts,
        boolean mayReschedule) {
    /**
     * Holds validity and posts to their bounds.
     *
     * @throws InvalidInputException for {@code validFor} or {@code posts}
     */
    public NewLink {
        if (validity.compareTo(Link.SHORTEST_VALIDITY) < 0 || validity.compareTo(Link.LONGEST_VALIDITY) > 0)
            throw new InvalidInputException("validFor", "must be between one hour (PT1H) and 90 days (P90D)");
        if (posts != null && posts.isEmpty())
            throw new InvalidInputException(
                    "posts", "names no post; leave it out to open all that waits for the approver");
        posts = posts == null ? null : Set.copyOf(posts);
    }

    /** The link, made at this time. */
    public LinkOutcome.Done create(Instant now) {
        Instant end = now.plus(validity).truncatedTo(ChronoUnit.MICROS);
        Link link = new Link(
                workspace,
                id,
                Head.START,
                approver,
                1,
                credentials,
                createdBy,
                now,
                validity,
                end,
                EndWarning.next(end, now),
                null,
                posts,
                mayReschedule,
                Renewals.NONE,
                Usage.NONE);
        LinkEvent event = new LinkEvent.Created(approver, end, sorted(posts), mayReschedule);
        return new LinkOutcome.Done(link, List.of(new Change(event, status(null, LinkStatus.ACTIVE))));
    }

    static Subject status(@Nullable LinkStatus from, LinkStatus to) {
        return Subject.became(from == null ? null : from.name(), to.name());
    }

    private static @Nullable List<PostId> sorted(@Nullable Set<PostId> posts) {
        if (posts == null) return null;
        return posts.stream().sorted(Comparator.comparing(PostId::value)).toList();
    }
}
