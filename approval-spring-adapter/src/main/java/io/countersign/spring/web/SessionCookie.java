package io.countersign.spring.web;

import io.countersign.link.SessionToken;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** The cookie that carries a review session for the page (S-41); gone with the browser. */
final class SessionCookie {
    static final String NAME = "__Host-approval-review";

    private SessionCookie() {}

    /** Its value as it was sent; null where there is none. */
    static @Nullable String of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return null;
        for (Cookie cookie : cookies) if (cookie.getName().equals(NAME)) return cookie.getValue();
        return null;
    }

    /** The header's value that sets it. */
    static String set(SessionToken token) {
        return cookie(token.secret().reveal()).build().toString();
    }

    /** The header's value that removes it. */
    static String removed() {
        return cookie("").maxAge(Duration.ZERO).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict");
    }
}
