package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Json;
import io.countersign.canonical.Secret;
import io.countersign.link.SessionToken;
import io.countersign.post.Post;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** S-44 in full: every call that changes something, by everything that a browser or a page of somebody else could send. */
class CrossOriginTest extends PageTest {
    private static final List<String> SITES = List.of("same-origin", "same-site", "cross-site", "none", "");
    private static final List<String> ORIGINS = List.of(Reader.HOME, "https://evil.example", "null", "");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Addresses addresses;
    private SessionToken own;
    private SessionToken other;

    /** How a session comes along. */
    private enum Carrier {
        COOKIE,
        BEARER,
        BOTH,
        NOTHING
    }

    /** Which token of a page comes along. */
    private enum Csrf {
        RIGHT,
        WRONG,
        ABSENT,
        OF_ANOTHER_SESSION
    }

    /** One request; an empty site or origin is absent. */
    private record Request(String path, Carrier carrier, String site, String origin, Csrf csrf) {
        boolean api() {
            return Addresses.isApi(path);
        }

        /** Opens or asks by a secret of its own. */
        boolean door() {
            return path.endsWith("/unlock") || path.endsWith("/request-link");
        }

        boolean lock() {
            return path.endsWith("/lock");
        }

        /** Pages know no bearers. */
        boolean bearer() {
            return api() && (carrier == Carrier.BEARER || carrier == Carrier.BOTH);
        }

        boolean cookie() {
            return carrier == Carrier.COOKIE || carrier == Carrier.BOTH;
        }
    }

    private enum Verdict {
        PASSES,
        FORGED,
        NO_SESSION
    }

    @BeforeEach
    void unlock() {
        addresses = new Addresses(requestMappingHandlerMapping);
        own = unlocked();
        other = unlocked();
    }

    private SessionToken unlocked() {
        return approvals
                .sessions()
                .unlock(studio.link.token().reveal(), Secret.of(studio.password()), null, null)
                .token();
    }

    /** The words of S-44; where a browser says whose site a call comes from, it is believed. */
    private static Verdict rule(Request request) {
        boolean foreignSite = !List.of("same-origin", "none", "").contains(request.site());
        boolean foreignOrigin = !List.of(Reader.HOME, "").contains(request.origin());
        if (request.door()) return foreignSite || foreignOrigin ? Verdict.FORGED : Verdict.PASSES;
        if (request.bearer()) return Verdict.PASSES;
        // Its answer clears the browser, with a session and without.
        boolean clears = request.lock() && !request.api();
        if (clears && (foreignSite || foreignOrigin)) return Verdict.FORGED;
        if (!request.cookie()) return clears ? Verdict.PASSES : Verdict.NO_SESSION;
        boolean proven = request.site().isEmpty()
                ? request.origin().equals(Reader.HOME)
                : request.site().equals("same-origin");
        return proven && request.csrf() == Csrf.RIGHT ? Verdict.PASSES : Verdict.FORGED;
    }

    private List<Request> matrix(List<String> paths) {
        List<Request> all = new ArrayList<>();
        for (String path : paths)
            for (Carrier carrier : Carrier.values())
                for (String site : SITES)
                    for (String origin : ORIGINS)
                        for (Csrf csrf : Csrf.values()) all.add(new Request(path, carrier, site, origin, csrf));
        return all;
    }

    @Test
    void S_44_every_call_that_changes_something_passes_by_the_rule_and_no_other_way() {
        List<String> paths = addresses.changing("none");
        assertThat(paths)
                .contains(
                        Addresses.API + "/unlock",
                        Addresses.API + "/lock",
                        Addresses.API + "/request-link",
                        Addresses.API + "/decisions",
                        Addresses.API + "/posts/none/comments",
                        Addresses.PAGES + "/lock",
                        Addresses.PAGES + "/decisions");
        List<String> wrong = new ArrayList<>();
        for (Request request : matrix(paths)) {
            Verdict expected = rule(request);
            Verdict found = verdict(send(request, Map.of()));
            if (found != expected) wrong.add("%s: %s instead of %s".formatted(request, found, expected));
            if (request.lock() && found == Verdict.PASSES) own = unlocked();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void S_44_a_decision_is_recorded_where_its_call_passes_and_nowhere_else() {
        List<String> wrong = new ArrayList<>();
        for (Request request : matrix(List.of(Addresses.API + "/decisions", Addresses.PAGES + "/decisions"))) {
            Post post = studio.waiting("acme-corp", "Hello");
            send(request, request.api() ? json(post) : form(post));
            boolean recorded = !studio.now(post.id())
                    .round()
                    .orElseThrow()
                    .stage(0)
                    .votes()
                    .isEmpty();
            if (recorded != (rule(request) == Verdict.PASSES))
                wrong.add(request + (recorded ? " decided" : " did not"));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void S_44_what_only_looks_like_our_origin_is_another() {
        List<String> lookalikes = List.of(
                "http://posts.example",
                "https://posts.example:8443",
                "https://posts.example.evil.example",
                "https://evil.example#https://posts.example",
                "https://evil.example/https://posts.example",
                "https://posts.example@evil.example",
                "https://posts.example/",
                "https://posts.example, https://evil.example",
                "https://evil.example https://posts.example",
                "https://xn--psts-jqa.example",
                "https://sub.posts.example",
                "HTTPS://posts.example ",
                "//posts.example",
                "posts.example",
                "file://");
        for (String path : addresses.changing("none"))
            for (String origin : lookalikes) {
                Request request = new Request(path, Carrier.COOKIE, "", origin, Csrf.RIGHT);
                if (origin.strip().equalsIgnoreCase(Reader.HOME)) continue;
                assertThat(verdict(send(request, Map.of()))).as("%s", request).isEqualTo(Verdict.FORGED);
            }
    }

    @Test
    void S_44_nothing_is_shared_with_other_origins() {
        for (String path : addresses.all("none"))
            for (String method : List.of("OPTIONS", "GET", "POST")) {
                Reader.Answer answer = sent(
                        method,
                        path,
                        Map.of(
                                "Origin", "https://evil.example",
                                "Access-Control-Request-Method", "POST",
                                "Access-Control-Request-Headers", "content-type, x-csrf-token, authorization"),
                        null,
                        "");
                assertThat(answer.headers().keySet())
                        .as(method + " " + path)
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
            }
    }

    @Test
    void S_44_the_token_of_a_session_opens_nothing_itself() {
        String csrf = own.csrf().reveal();
        assertThat(verdict(sent("GET", Addresses.API + "/posts", Map.of("Authorization", "Bearer " + csrf), null, "")))
                .isEqualTo(Verdict.NO_SESSION);
        assertThat(verdict(sent("GET", Addresses.PAGES + "/posts", Map.of("Cookie", cookie(csrf)), null, "")))
                .isEqualTo(Verdict.NO_SESSION);
    }

    private Reader.Answer send(Request request, Map<String, String> fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!request.site().isEmpty()) headers.put("Sec-Fetch-Site", request.site());
        if (!request.origin().isEmpty()) headers.put("Origin", request.origin());
        if (request.cookie()) headers.put("Cookie", cookie(own.secret().reveal()));
        if (request.carrier() == Carrier.BEARER || request.carrier() == Carrier.BOTH)
            headers.put("Authorization", "Bearer " + own.secret().reveal());
        String csrf = csrf(request.csrf());
        if (request.api()) {
            if (csrf != null) headers.put("X-CSRF-Token", csrf);
            String body = fields.getOrDefault("json", "{}");
            return sent("POST", request.path(), headers, "application/json", body);
        }
        StringBuilder form = new StringBuilder("sent=true");
        fields.forEach(
                (name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
        if (csrf != null) form.append("&csrf=").append(encoded(csrf));
        return sent("POST", request.path(), headers, "application/x-www-form-urlencoded", form.toString());
    }

    private Reader.Answer sent(
            String method, String path, Map<String, String> headers, @Nullable String type, String body) {
        Reader plain = another();
        plain.headers.clear();
        plain.headers.putAll(headers);
        return plain.request(method, path, type, body);
    }

    private @Nullable String csrf(Csrf which) {
        return switch (which) {
            case RIGHT -> own.csrf().reveal();
            case WRONG -> "A".repeat(43);
            case ABSENT -> null;
            case OF_ANOTHER_SESSION -> other.csrf().reveal();
        };
    }

    private static Map<String, String> json(Post post) {
        return Map.of(
                "json",
                Json.write(Map.of(
                        "decisions",
                        List.of(Map.of("postId", post.id().value(), "version", 1, "verdict", "APPROVE")))));
    }

    private static Map<String, String> form(Post post) {
        String ticket = post.id() + ":1:" + post.version().digest().hex();
        return Map.of(
                "post",
                ticket,
                "verdict",
                "APPROVE",
                "idempotencyKey",
                UUID.randomUUID().toString());
    }

    private static Verdict verdict(Reader.Answer answer) {
        return answer.status() == 403 ? Verdict.FORGED : answer.status() == 401 ? Verdict.NO_SESSION : Verdict.PASSES;
    }

    private static String cookie(String value) {
        return "__Host-approval-review=" + value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
