package io.countersign.link;

import io.countersign.canonical.Digest;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A review session: what unlocking a link opens. It counts only together with its link, which every call looks at again
 * (S-43).
 *
 * @param id hash of its {@link SessionToken}
 * @param generation of the link that was unlocked
 * @param seenAt the last call
 * @param expiresAt the end that no call moves; over at that very instant
 * @param viewed posts and versions whose first view is recorded, as {@code postId:version}
 */
public record Session(
        Digest id,
        WorkspaceId workspace,
        LinkId link,
        int generation,
        ApproverId approver,
        Instant createdAt,
        Instant seenAt,
        Instant expiresAt,
        Set<String> viewed) {
    public Session {
        viewed = Set.copyOf(viewed);
    }

    /** Of a link that was unlocked just now. */
    public static Session open(SessionToken token, Link link, Instant now, SessionLimits limits) {
        return new Session(
                token.id(),
                link.workspace(),
                link.id(),
                link.generation(),
                link.approver(),
                now,
                now,
                now.plus(limits.absolute()),
                Set.of());
    }

    /** Whether neither limit is reached; its link may still say otherwise. */
    public boolean liveAt(Instant now, SessionLimits limits) {
        return now.isBefore(expiresAt) && now.isBefore(seenAt.plus(limits.idle()));
    }

    /**
     * Whether it opens this link now: live, of the link's generation and workspace, and the link active.
     *
     * @throws SessionExpiredException if not
     */
    public void check(Link opened, Instant now, SessionLimits limits) {
        boolean opens = liveAt(now, limits)
                && link.equals(opened.id())
                && workspace.equals(opened.workspace())
                && generation == opened.generation()
                && opened.status(now) == LinkStatus.ACTIVE;
        if (!opens) throw new SessionExpiredException();
    }

    /** With a call at this time; never earlier than the last. */
    public Session seen(Instant now) {
        Instant latest = now.isAfter(seenAt) ? now : seenAt;
        return new Session(id, workspace, link, generation, approver, createdAt, latest, expiresAt, viewed);
    }

    /** Whether the first view of this version was recorded. */
    public boolean hasViewed(PostId post, int version) {
        return viewed.contains(key(post, version));
    }

    /** With that view recorded. */
    public Session viewing(PostId post, int version) {
        Set<String> more = new HashSet<>(viewed);
        more.add(key(post, version));
        return new Session(id, workspace, link, generation, approver, createdAt, seenAt, expiresAt, more);
    }

    /** What names the session in the record: 16 hexadecimal digits of its id, which lead nowhere. */
    public String bucket() {
        return id.hex().substring(0, 16);
    }

    private static String key(PostId post, int version) {
        return post.value() + ":" + version;
    }
}
