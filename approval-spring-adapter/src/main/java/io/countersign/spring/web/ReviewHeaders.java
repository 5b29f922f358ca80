package io.countersign.spring.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the headers of S-45 on every response that a reviewer gets, page and API; whoever serves a hashed asset sets its
 * own {@code Cache-Control}. The rest of the API is kept out of caches.
 */
final class ReviewHeaders extends OncePerRequestFilter implements Ordered {
    private static final String CACHING = "Cache-Control";

    private final ApiPaths paths;
    private final Map<String, String> headers;

    /** @param mediaHosts from which the page may show images and videos, such as {@code https://cdn.example} */
    ReviewHeaders(ApiPaths paths, List<String> mediaHosts) {
        this.paths = paths;
        this.headers = headers(mediaHosts);
    }

    /** Before Spring Security, so that its refusals carry them too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 10;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !paths.isReview(request) && !paths.isApi(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (paths.isReview(request)) headers.forEach(response::setHeader);
        else response.setHeader(CACHING, "no-store");
        chain.doFilter(request, response);
    }

    private static Map<String, String> headers(List<String> mediaHosts) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", policy(mediaHosts));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put(CACHING, "no-store");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", nothing());
        headers.put("X-Frame-Options", "DENY");
        headers.put("X-Robots-Tag", "noindex");
        return headers;
    }

    private static String policy(List<String> mediaHosts) {
        String media = mediaHosts.stream().map(host -> " " + host).collect(Collectors.joining());
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "font-src 'self'",
                "img-src 'self'" + media,
                "media-src 'self'" + media,
                "form-action 'self'",
                "base-uri 'none'",
                "object-src 'none'",
                "frame-ancestors 'none'");
    }

    /** An empty list of origins for each feature that browsers hand out. */
    private static String nothing() {
        return List.of(
                        "accelerometer",
                        "autoplay",
                        "camera",
                        "display-capture",
                        "encrypted-media",
                        "fullscreen",
                        "geolocation",
                        "gyroscope",
                        "magnetometer",
                        "microphone",
                        "midi",
                        "payment",
                        "picture-in-picture",
                        "publickey-credentials-get",
                        "screen-wake-lock",
                        "usb",
                        "xr-spatial-tracking")
                .stream()
                .map(feature -> feature + "=()")
                .collect(Collectors.joining(", "));
    }
}
