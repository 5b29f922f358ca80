package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.ReviewSession;
import io.countersign.ReviewSessions;
import io.countersign.Unlocked;
import io.countersign.canonical.Secret;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import io.countersign.problem.ApprovalException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the reviewer's pages share with their API: whose session it is, what is refused, what may be sent. */
public final class ReviewGate {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ReviewSessions sessions;
    private final Guests guests;
    private final Origins origins;
    private final ClientKey source;

    ReviewGate(Approvals approvals, Guests guests, Origins origins, ClientKey source) {
        this.sessions = approvals.sessions();
        this.guests = guests;
        this.origins = origins;
        this.source = source;
    }

    /**
     * The session of a page that only reads.
     *
     * @throws io.countersign.link.SessionExpiredException where there is none, or it is over
     */
    public ReviewSession session(HttpServletRequest request) {
        return Guests.used(sessions, Guests.cookie(request), request);
    }

    /**
     * The session of a form, which must come from the page.
     *
     * @param csrf the form's token
     */
    public ReviewSession session(HttpServletRequest request, String csrf) {
        SessionToken token = Guests.cookie(request);
        guests.refuseForged(request, token, csrf);
        return Guests.used(sessions, token, request);
    }

    /** How long sessions live. */
    public SessionLimits limits() {
        return sessions.limits();
    }

    /** The session's token against forged posts, as it stands in one answer. */
    public static String csrf(ReviewSession session) {
        return CsrfMask.mask(session.token().csrf());
    }

    /** Refuses a form that another page sent and that carries a secret itself. */
    public void refuseForeign(HttpServletRequest request) {
        origins.refuseForeign(request);
    }

    /** A form as it was sent, within its limit; empty where somebody has read it already. */
    public byte[] form(HttpServletRequest request) throws IOException {
        return Bodies.read(request, Limit.REVIEW, FORM).bytes();
    }

    /** By which guesses at links are limited. */
    public String source(HttpServletRequest request) {
        return source.of(request);
    }

    /** Under which the request stands in the record and in the log. */
    public String requestId(HttpServletRequest request) {
        return RequestIds.of(request);
    }

    /** What a browser shows for having opened the link before, whose token this may be; null where there is nothing. */
    public @Nullable Secret device(HttpServletRequest request, String token) {
        return DeviceCookie.of(request, token);
    }

    /** The headers' values that give a browser its session, and by which it is known at its next try. */
    public String[] cookies(Unlocked unlocked) {
        return new String[] {SessionCookie.set(unlocked.session().token()), DeviceCookie.set(unlocked)};
    }

    /** The header's value that takes it back. */
    public String noCookie() {
        return SessionCookie.removed();
    }

    /** The status that HTTP has for a problem. */
    public static int status(ApprovalException problem) {
        return Problems.status(problem);
    }

    /** When trying again makes sense. */
    public static Optional<Duration> retryAfter(ApprovalException problem) {
        return Problems.retryAfter(problem);
    }
}
