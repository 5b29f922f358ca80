package io.countersign.spring.page;

import io.countersign.canonical.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One call that a session can make about a post.
 *
 * @param method of the call
 * @param address as Spring MVC maps it
 * @param what it does, where the address does not say
 * @param reached what it answers about a post that waits for its sender and is on no hold
 */
record Attempt(String method, String address, String what, int reached, Call call) {
    private static final String PAGES = Addresses.PAGES;
    private static final String API = Addresses.API;
    private static final String TIME = "2026-04-01T10:00";

    /** How it is made. */
    interface Call {
        Reader.Answer by(Guest guest, Ticket post, String path);
    }

    /** Which are of no post. */
    static final List<Attempt> LISTS = List.of(
            new Attempt("GET", API + "/posts", "", 200, Attempt::read),
            new Attempt("GET", PAGES + "/posts", "", 200, Attempt::look),
            new Attempt(
                    "GET",
                    PAGES + "/posts",
                    "decided",
                    200,
                    (guest, post, path) -> guest.page().get(path + "?show=decided")));

    static final List<Attempt> POSTS = List.of(
            new Attempt("GET", API + "/posts/{id}", "", 200, Attempt::read),
            new Attempt(
                    "HEAD",
                    API + "/posts/{id}",
                    "",
                    200,
                    (guest, post, path) -> guest.api().request("HEAD", path, null, "")),
            new Attempt("GET", API + "/posts/{id}/diff", "", 200, Attempt::read),
            new Attempt("GET", API + "/posts/{id}/comments", "", 200, Attempt::read),
            sending("/posts/{id}/comments", "", 201, Map.of("text", "Me, too")),
            sending("/posts/{id}/hold", "", 409, Map.of("reason", "Wait")),
            sending("/posts/{id}/unhold", "", 403, Map.of()),
            sending("/posts/{id}/reschedule", "", 200, Map.of("scheduledAt", TIME + ":00Z", "timeZone", "UTC")),
            deciding("APPROVE", Map.of()),
            deciding("APPROVE", Map.of("scheduledAt", TIME + ":00Z")),
            deciding("REQUEST_CHANGES", Map.of("note", "No")),
            deciding("REQUEST_CHANGES", Map.of("note", "No", "suggestion", Map.of("caption", "Mine"))),
            deciding("REJECT", Map.of("note", "No")),
            new Attempt("GET", PAGES + "/posts/{id}", "", 200, Attempt::look),
            new Attempt(
                    "HEAD",
                    PAGES + "/posts/{id}",
                    "",
                    200,
                    (guest, post, path) -> guest.page().head(path)),
            form("/posts/{id}/comments", "", "text", "Me, too"),
            form("/posts/{id}/hold", "", "reason", "Wait"),
            form("/posts/{id}/unhold", ""),
            form("/reschedule", "", "scheduledAt", TIME, "timeZone", "UTC"),
            form("/decisions", "APPROVE", "verdict", "APPROVE"),
            form("/decisions", "APPROVE of several", "verdict", "APPROVE", "several", "true"),
            form("/decisions", "APPROVE at", "verdict", "APPROVE", "scheduledAt", TIME, "timeZone", "UTC"),
            form("/decisions", "REQUEST_CHANGES", "verdict", "REQUEST_CHANGES", "note", "No", "suggestion", "Mine"),
            form("/decisions", "REJECT", "verdict", "REJECT", "note", "No"));

    Reader.Answer on(Guest guest, Ticket post) {
        return call.by(guest, post, address.replace("{id}", post.post().value()));
    }

    /** Whether its answer shows the post. */
    boolean shows() {
        return method.equals("GET") && (address.endsWith("{id}") || address.endsWith("diff"));
    }

    /** Whether something becomes of the post. */
    boolean changes() {
        return method.equals("POST") && !address.endsWith("hold");
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(method, address, what).strip();
    }

    private static Reader.Answer read(Guest guest, Ticket post, String path) {
        return guest.api().request("GET", path, null, "");
    }

    private static Reader.Answer look(Guest guest, Ticket post, String path) {
        return guest.page().get(path);
    }

    private static Attempt sending(String address, String what, int reached, Map<String, ?> body) {
        return new Attempt(
                "POST",
                API + address,
                what,
                reached,
                (guest, post, path) -> guest.api().request("POST", path, "application/json", Json.write(body)));
    }

    private static Attempt deciding(String verdict, Map<String, ?> more) {
        return new Attempt("POST", API + "/decisions", verdict + " " + more.keySet(), 200, (guest, post, path) -> {
            Map<String, Object> decision = new java.util.LinkedHashMap<>(more);
            decision.putAll(Map.of("postId", post.post().value(), "version", post.version(), "verdict", verdict));
            return guest.api()
                    .request("POST", path, "application/json", Json.write(Map.of("decisions", List.of(decision))));
        });
    }

    private static Attempt form(String address, String what, String... fields) {
        return new Attempt("POST", PAGES + address, what, 200, (guest, post, path) -> {
            List<Map.Entry<String, String>> all = new ArrayList<>(Reader.fields(fields));
            all.add(Map.entry("csrf", guest.csrf()));
            all.add(Map.entry("post", "%s:%d:%s".formatted(post.post(), post.version(), post.digest())));
            return guest.page().post(path, all);
        });
    }
}
