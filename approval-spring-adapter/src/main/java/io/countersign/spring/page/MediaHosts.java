package io.countersign.spring.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From where the page loads pictures: its own origin, and what the host allows besides, in the form that a content
 * security policy takes.
 */
final class MediaHosts {
    private static final String ANY_SUBDOMAIN = "*.";

    private final List<String> allowed;
    private final @Nullable URI own;
    private final List<String> closed;

    /**
     * @param allowed such as {@code cdn.example.com}, {@code *.example.com}, {@code https://cdn.example.com}
     * @param baseUrl where the page itself is; null where nobody said
     * @param closed paths below which no picture of our own origin is loaded
     */
    MediaHosts(Collection<String> allowed, @Nullable String baseUrl, List<String> closed) {
        this.allowed = allowed.stream()
                .map(host -> host.toLowerCase(Locale.ROOT).strip())
                .toList();
        this.own = baseUrl == null ? null : parsed(baseUrl);
        this.closed = List.copyOf(closed);
    }

    /** Whether the page may load this. */
    boolean allows(String url) {
        URI uri = parsed(url);
        if (uri == null || uri.getHost() == null) return false;
        if (own != null && origin(own).equals(origin(uri))) return isOpen(uri.getPath());
        return "https".equalsIgnoreCase(uri.getScheme()) && allowed.stream().anyMatch(host -> matches(host, uri));
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

    private static boolean matches(String allowed, URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int scheme = allowed.indexOf("://");
        if (scheme >= 0 && !allowed.startsWith("https://")) return false;
        String pattern = scheme < 0 ? allowed : allowed.substring(scheme + 3);
        int colon = pattern.lastIndexOf(':');
        String name = colon < 0 ? pattern : pattern.substring(0, colon);
        String port = colon < 0 ? "443" : pattern.substring(colon + 1);
        if (!port.equals("*") && !port.equals(String.valueOf(port(uri)))) return false;
        return name.startsWith(ANY_SUBDOMAIN) ? host.endsWith(name.substring(1)) : host.equals(name);
    }

    private static String origin(URI uri) {
        return "%s://%s:%d".formatted(uri.getScheme(), uri.getHost(), port(uri)).toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static @Nullable URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
