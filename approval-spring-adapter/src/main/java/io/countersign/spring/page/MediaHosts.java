package io.countersign.spring.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From where the page loads pictures: its own origin, and what the host allows besides. */
final class MediaHosts {
    private static final String ANY_SUBDOMAIN = "*.";

    /** Of lower case, with a port. */
    private record Origin(String scheme, String host, int port) {
        static Origin of(String scheme, String host, int port) {
            String small = scheme.toLowerCase(Locale.ROOT);
            int standard = small.equals("https") ? 443 : 80;
            return new Origin(small, host.toLowerCase(Locale.ROOT), port < 0 ? standard : port);
        }

        static @Nullable Origin of(@Nullable URI uri) {
            return uri == null || uri.getScheme() == null || uri.getHost() == null
                    ? null
                    : of(uri.getScheme(), uri.getHost(), uri.getPort());
        }

        /** As a content security policy has it, which no {@link URI} reads. */
        static Origin allowed(String origin) {
            String host = origin.substring(origin.indexOf("://") + 3);
            int colon = host.lastIndexOf(':');
            return of(
                    origin.substring(0, origin.indexOf("://")),
                    colon < 0 ? host : host.substring(0, colon),
                    colon < 0 ? -1 : Integer.parseInt(host.substring(colon + 1)));
        }

        boolean allows(Origin other) {
            boolean sameHost = host.startsWith(ANY_SUBDOMAIN)
                    ? other.host().endsWith(host.substring(1))
                    : host.equals(other.host());
            return sameHost && scheme.equals(other.scheme()) && port == other.port();
        }
    }

    private final List<Origin> allowed;
    private final @Nullable Origin own;
    private final List<String> closed;

    /**
     * @param allowed origins such as {@code https://cdn.example}, {@code https://*.example.com}
     * @param baseUrl where the page itself is; null where nobody said
     * @param closed paths below which no picture of our own origin is loaded
     */
    MediaHosts(Collection<String> allowed, @Nullable String baseUrl, List<String> closed) {
        this.allowed = allowed.stream().map(Origin::allowed).toList();
        this.own = baseUrl == null ? null : Origin.of(parsed(baseUrl));
        this.closed = List.copyOf(closed);
    }

    /** Whether the page may load this. */
    boolean allows(String url) {
        URI uri = parsed(url);
        Origin origin = Origin.of(uri);
        if (uri == null || origin == null) return false;
        if (origin.equals(own)) return isOpen(uri.getPath());
        return allowed.stream().anyMatch(one -> one.allows(origin));
    }

    /** How people call the place that a URL leads to. */
    static String hostOf(String url) {
        URI uri = parsed(url);
        return uri == null || uri.getHost() == null ? url : uri.getHost();
    }

    /** A post of the page itself would be recorded as viewed by who only looks at another one. */
    private boolean isOpen(@Nullable String path) {
        return path != null
                && !path.contains("..")
                && path.indexOf(';') < 0
                && closed.stream().noneMatch(path::startsWith);
    }

    private static @Nullable URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
