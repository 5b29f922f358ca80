package io.countersign.spring.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** What the cookies of reviewers have in common (S-41): bound to this host, out of reach of scripts and of other sites. */
final class Cookies {
    private Cookies() {}

    /** A cookie's value as it was sent; null where there is none. */
    static @Nullable String value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return null;
        for (Cookie cookie : cookies) if (cookie.getName().equals(name)) return cookie.getValue();
        return null;
    }

    /** To be set, under a name that begins with {@code __Host-}. */
    static ResponseCookie.ResponseCookieBuilder host(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict");
    }
}
