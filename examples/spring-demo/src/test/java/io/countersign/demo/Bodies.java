package io.countersign.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies of posts, as JSON has them. */
final class Bodies {
    private Bodies() {}

    /** Nothing in it that a rule of acme's looks for, but the channel: vera sees it, and whoever is asked by name. */
    static Map<String, Object> hiring(String caption, Instant at, String... reviewers) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("target", Map.of("channel", "LINKEDIN", "account", "acme-corp"));
        post.put("caption", caption);
        post.put("scheduledAt", at.toString());
        post.put("timeZone", "Europe/Berlin");
        post.put("category", "hiring");
        post.put("reviewers", List.of(reviewers));
        return post;
    }

    /** The same with something else in one place. */
    static Map<String, Object> with(Map<String, Object> post, String name, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(post);
        other.put(name, value);
        return other;
    }

    static Map<String, Object> decision(String postId, int version, String verdict) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("postId", postId);
        decision.put("version", version);
        decision.put("verdict", verdict);
        if (!verdict.equals("APPROVE")) decision.put("note", "Because of the second sentence.");
        return Map.of("decisions", List.of(decision));
    }
}
