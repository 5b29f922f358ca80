package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers of S-45, as every answer to a reviewer carries them, each once. */
final class Armour {
    private static final Map<String, String> POLICY = Map.ofEntries(
            Map.entry("default-src", "'none'"),
            Map.entry("script-src", "'self'"),
            Map.entry("style-src", "'self'"),
            Map.entry("connect-src", "'self'"),
            Map.entry("font-src", "'self'"),
            Map.entry("img-src", "'self' https://cdn.example"),
            Map.entry("media-src", "'self' https://cdn.example"),
            Map.entry("form-action", "'self'"),
            Map.entry("base-uri", "'none'"),
            Map.entry("object-src", "'none'"),
            Map.entry("frame-ancestors", "'none'"));

    private static final Map<String, String> OTHERS = Map.of(
            "x-content-type-options", "nosniff",
            "referrer-policy", "same-origin",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "x-frame-options", "DENY",
            "x-robots-tag", "noindex");

    private Armour() {}

    /** Of an answer that nobody keeps. */
    static void assertOn(String what, Reader.Answer answer) {
        assertCaching(what, answer, "no-store");
    }

    /** Of a file under the name of its bytes. */
    static void assertOnAsset(String what, Reader.Answer answer) {
        assertCaching(what, answer, "public, max-age=31536000, immutable");
    }

    private static void assertCaching(String what, Reader.Answer answer, String caching) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        assertThat(headers.get("content-security-policy")).as(what).hasSize(1);
        assertThat(policy(answer.header("Content-Security-Policy"))).as(what).isEqualTo(POLICY);
        OTHERS.forEach((name, value) ->
                assertThat(headers.get(name)).as(what + ": " + name).containsExactly(value));
        assertThat(headers.get("cache-control")).as(what).containsExactly(caching);
        assertThat(headers.get("permissions-policy")).as(what).hasSize(1);
        assertThat(answer.header("Permissions-Policy").split(", ")).as(what).allMatch(one -> one.endsWith("=()"));
        assertThat(headers.keySet()).as(what).doesNotContain("server", "x-powered-by", "refresh");
    }

    private static Map<String, String> policy(String header) {
        Map<String, String> directives = new LinkedHashMap<>();
        Arrays.stream(header.split("; ")).forEach(directive -> {
            int space = directive.indexOf(' ');
            directives.put(directive.substring(0, space), directive.substring(space + 1));
        });
        return directives;
    }
}
