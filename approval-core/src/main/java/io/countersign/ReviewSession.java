package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.link.Link;
import io.countersign.link.Session;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live review session, as it was when it was looked at.
 *
 * @param token the session's secret; hand it to its browser, and to nobody else
 * @param deputy whether somebody put the approver in their place, as far as is known: true right after unlocking
 * @param now the store's time of the look
 * @param request the host's id of the request in which it is used; null for none
 */
public record ReviewSession(
        SessionToken token,
        Session session,
        Link link,
        Approver approver,
        boolean deputy,
        Instant now,
        @Nullable String request) {
    /** The same, in this request. */
    public ReviewSession in(@Nullable String requestId) {
        return new ReviewSession(token, session, link, approver, deputy, now, requestId);
    }

    /** The approver, acting in this session. */
    public Actor.Guest guest() {
        Actor.Guest guest = link.guest(approver.member()).within(session.bucket());
        return deputy ? guest : guest.standingAlone();
    }

    /** A call of the approver. */
    public Call call() {
        return Call.of(link.workspace(), guest()).in(request);
    }

    /** When the session ends if nothing is done: the earlier of its two limits, and no later than its link. */
    public Instant endsAt(SessionLimits limits) {
        Instant idle = session.seenAt().plus(limits.idle());
        Instant end = idle.isBefore(session.expiresAt()) ? idle : session.expiresAt();
        return end.isBefore(link.expiresAt()) ? end : link.expiresAt();
    }
}
