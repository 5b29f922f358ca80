package io.countersign.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** Whether a browser says that a call comes from our own page (S-44). */
final class Origins {
    private static final String SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";

    private final String own;

    /** With the address under which the host is reached. */
    Origins(String baseUrl) {
        this.own = origin(URI.create(baseUrl));
    }

    /** For calls that the cookie alone would carry: there must be a proof, and browsers that give one are believed. */
    void needOwn(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        boolean proven = site == null ? own.equals(request.getHeader(ORIGIN)) : site.equals("same-origin");
        if (!proven)
            throw HttpProblem.forged(
                    "This call does not come from the review page. Open the page and repeat it there.");
    }

    /** For calls that carry a secret themselves: only what comes from another page is refused. */
    void refuseForeign(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        String origin = request.getHeader(ORIGIN);
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none")
                || origin != null && !origin.equals(own);
        if (foreign)
            throw HttpProblem.forged("This call comes from another page than the review page. Open the link itself.");
    }

    /** As browsers write it (RFC 6454): lower case, without the scheme's own port. */
    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(java.util.Locale.ROOT);
        int port = uri.getPort();
        boolean standard = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        String host = uri.getHost().toLowerCase(java.util.Locale.ROOT);
        return scheme + "://" + host + (standard ? "" : ":" + port);
    }
}
