package io.countersign.spring.web;

import io.countersign.link.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cookie that carries a review session for the page (S-41); gone with the browser. */
final class SessionCookie {
    static final String NAME = "__Host-approval-review";

    private SessionCookie() {}

    /** Its value as it was sent; null where there is none. */
    static @Nullable String of(HttpServletRequest request) {
        return Cookies.value(request, NAME);
    }

    /** The header's value that sets it. */
    static String set(SessionToken token) {
        return Cookies.host(NAME, token.secret().reveal()).build().toString();
    }

    /** The header's value that removes it. */
    static String removed() {
        return Cookies.host(NAME, "").maxAge(Duration.ZERO).build().toString();
    }
}
