package io.countersign.link;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A magic link: lets one approver, without an account, see and decide what waits for them. Changed by {@link
 * LinkCommand}s alone, but for its {@link Usage}.
 *
 * @param head end of its chain; the number is the revision that guards everything but {@code usage}
 * @param generation from 1; raised by regenerate, which ends everything that was opened under the one before
 * @param createdBy id of the host's user who made it and is told of requests
 * @param validity how long it holds from creation, and again from each regeneration
 * @param expiresAt its end; expired at that very instant
 * @param warnAt when its creator is next to be told that it ends soon (S-15); null for no more
 * @param revokedAt null while it is not revoked
 * @param posts the posts that it is narrowed to; null for all that wait for its approver
 * @param mayReschedule whether its approver may move a post
 */
public record Link(
        WorkspaceId workspace,
        LinkId id,
        Head head,
        ApproverId approver,
        int generation,
        Credentials credentials,
        String createdBy,
        Instant createdAt,
        Duration validity,
        Instant expiresAt,
        @Nullable Instant warnAt,
        @Nullable Instant revokedAt,
        @Nullable Set<PostId> posts,
        boolean mayReschedule,
        Renewals renewals,
        Usage usage)
        implements Recorded {
    /** Where nobody says otherwise (S-8). */
    public static final Duration STANDARD_VALIDITY = Duration.ofDays(30);

    /** No link is made for less. */
    public static final Duration SHORTEST_VALIDITY = Duration.ofHours(1);

    /** No link is made for more, nor extended further from now. */
    public static final Duration LONGEST_VALIDITY = Duration.ofDays(90);

    public Link {
        posts = posts == null ? null : Set.copyOf(posts);
    }

    @Override
    public StreamId stream() {
        return StreamId.of(id);
    }

    /** What it is at this time. */
    public LinkStatus status(Instant now) {
        if (revokedAt != null) return LinkStatus.REVOKED;
        return now.isBefore(expiresAt) ? LinkStatus.ACTIVE : LinkStatus.EXPIRED;
    }

    /** Whether it opens all of these as well; null means all that wait for its approver. */
    public boolean opensAll(@Nullable Set<PostId> others) {
        return posts == null || others != null && posts.containsAll(others);
    }

    /** Whether it ends within seven days, or has ended. */
    public boolean endsSoon(Instant now) {
        return EndWarning.come(expiresAt, now) != null;
    }

    /**
     * Says that it must be active. Only for who presented the right secret (S-48).
     *
     * @throws LinkExpiredException when it has expired
     * @throws LinkRevokedException when it was revoked
     */
    public void checkActive(Instant now) {
        switch (status(now)) {
            case REVOKED -> throw new LinkRevokedException();
            case EXPIRED -> throw new LinkExpiredException();
            case ACTIVE -> {}
        }
    }

    /** Since when its holder waits for a new one; null when nobody waits. */
    public @Nullable Instant renewalRequestedAt() {
        return renewals.openSince();
    }

    /**
     * Who acts in a session of this generation.
     *
     * @param member the link's approver
     */
    public Actor.Guest guest(Member member) {
        return new Actor.Guest(member, id, generation, mayReschedule, posts);
    }

    /** The same, with its chain at this end. */
    @Override
    public Link at(Head end) {
        return new Link(
                workspace,
                id,
                end,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                warnAt,
                revokedAt,
                posts,
                mayReschedule,
                renewals,
                usage);
    }

    /** The same, with these counters. */
    public Link with(Usage counters) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                warnAt,
                revokedAt,
                posts,
                mayReschedule,
                renewals,
                counters);
    }

    Link with(Credentials anew) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                anew,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                warnAt,
                revokedAt,
                posts,
                mayReschedule,
                renewals,
                usage);
    }

    Link with(Renewals asked) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                warnAt,
                revokedAt,
                posts,
                mayReschedule,
                asked,
                usage);
    }

    Link warned(Instant now) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                EndWarning.next(expiresAt, now),
                revokedAt,
                posts,
                mayReschedule,
                renewals,
                usage);
    }

    Link revoked(Instant now) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                expiresAt,
                null,
                now,
                posts,
                mayReschedule,
                renewals.answered(),
                usage);
    }

    Link until(Instant end, Instant now) {
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation,
                credentials,
                createdBy,
                createdAt,
                validity,
                end,
                EndWarning.next(end, now),
                revokedAt,
                posts,
                mayReschedule,
                renewals.answered(),
                usage);
    }

    Link regenerated(Credentials fresh, Instant now) {
        Instant end = now.plus(validity).truncatedTo(ChronoUnit.MICROS);
        return new Link(
                workspace,
                id,
                head,
                approver,
                generation + 1,
                fresh,
                createdBy,
                createdAt,
                validity,
                end,
                EndWarning.next(end, now),
                revokedAt,
                posts,
                mayReschedule,
                renewals.answered(),
                usage.cleared());
    }
}
