package io.countersign.spring.web;

import io.countersign.ReviewSession;
import io.countersign.ReviewSessions;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * The review session that a request carries, as bearer or in the page's cookie. A call that changes something and is
 * carried by the cookie must prove that it comes from the page.
 */
final class Guests {
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String BEARER = "bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ReviewSessions sessions;
    private final Origins origins;

    Guests(ReviewSessions sessions, Origins origins) {
        this.sessions = sessions;
        this.origins = origins;
    }

    /** The session of an API call, whose token against forgery comes as a header. */
    ReviewSession session(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean bearer =
                authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
        SessionToken token = authorization != null && bearer
                ? SessionToken.parse(authorization.substring(BEARER.length()).strip())
                : cookie(request);
        if (!bearer && !READING.contains(request.getMethod())) {
            String csrf = request.getHeader(CSRF_HEADER);
            refuseForged(request, token, csrf == null ? "" : csrf);
        }
        return used(sessions, token, request);
    }

    /** Refuses what another page could have had the browser send. */
    void refuseForged(HttpServletRequest request, SessionToken token, String csrf) {
        origins.needOwn(request);
        if (!token.acceptsCsrf(CsrfMask.bare(csrf)))
            throw HttpProblem.forged("This call lacks the token of the page it should come from. Load the page again.");
    }

    /** The page's session; over where there is no cookie. */
    static SessionToken cookie(HttpServletRequest request) {
        String value = SessionCookie.of(request);
        if (value == null) throw new SessionExpiredException();
        return SessionToken.parse(value);
    }

    /** A session in the request that uses it. */
    static ReviewSession used(ReviewSessions sessions, SessionToken token, HttpServletRequest request) {
        ReviewSession session = sessions.session(token).in(RequestIds.of(request));
        sessions.seen(session);
        return session;
    }
}
