package io.countersign.spring.web;

import io.countersign.Call;
import io.countersign.DecisionForm;
import io.countersign.DecisionResult;
import io.countersign.Reviews;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.canonical.JsonBody;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of one call. What cannot be bound is a failed item and stops no other; an unknown field refuses the call,
 * for it may be a part of a decision that would be lost.
 */
final class DecisionBatch {
    /** A decision as it was sent: anything may be anything, but nothing may be unknown. */
    private record Sent(
            @Nullable Object postId,
            @Nullable Object version,
            @Nullable Object digest,
            @Nullable Object verdict,
            @Nullable Object note,
            @Nullable Object visibility,
            @Nullable Object scheduledAt,
            @Nullable Object suggestion) {}

    private record Suggested(@Nullable Object caption) {}

    /** Exactly one of form and problem is null. */
    private record Item(
            @Nullable Object postId,
            @Nullable DecisionForm form,
            @Nullable ApprovalException problem) {}

    private final List<Item> items;

    private DecisionBatch(List<Item> items) {
        this.items = items;
    }

    static DecisionBatch of(Body body) {
        JsonBody json = body.json();
        Object[] sent = json.need("decisions", Object[].class);
        json.end();
        if (sent.length == 0 || sent.length > Reviews.MAX_DECISIONS)
            throw new InvalidInputException(
                    "decisions", "must be 1 to %d, and are %d".formatted(Reviews.MAX_DECISIONS, sent.length));
        List<Item> items = new ArrayList<>(sent.length);
        for (int i = 0; i < sent.length; i++) items.add(item(sent(sent[i], i)));
        return new DecisionBatch(items);
    }

    /** Decides what can be decided, in order. */
    List<DecisionResult> decide(Call call, Reviews reviews) {
        List<DecisionForm> forms = new ArrayList<>();
        for (Item item : items) if (item.form() != null) forms.add(item.form());
        return forms.isEmpty() ? List.of() : reviews.decide(call, forms);
    }

    /** Every item with what became of it, in the order in which they came. */
    Reply reply(Call call, List<DecisionResult> decided, PostJson posts, Map<Digest, String> fresh) {
        List<Post> shown = new ArrayList<>();
        for (DecisionResult result : decided) {
            Post post = post(result);
            if (post != null) shown.add(post);
        }
        Function<Post, Map<String, @Nullable Object>> form = posts.each(call, shown, fresh);
        Iterator<DecisionResult> next = decided.iterator();
        List<Map<String, @Nullable Object>> results = new ArrayList<>(items.size());
        for (Item item : items) {
            ApprovalException problem = item.problem();
            results.add(problem == null ? result(next.next(), form) : failed(item.postId(), problem));
        }
        return Reply.ok(Map.of("results", results));
    }

    /** Null for what is no object, which is that item's problem; an unknown field is the whole call's. */
    private static @Nullable Sent sent(@Nullable Object one, int index) {
        if (!(one instanceof Map<?, ?>)) return null;
        String at = "decisions[%d].".formatted(index);
        Sent sent = bound(one, Sent.class, at);
        Object suggestion = sent.suggestion();
        if (suggestion instanceof Map<?, ?>) bound(suggestion, Suggested.class, at + "suggestion.");
        return sent;
    }

    private static <T> T bound(Object json, Class<T> type, String at) {
        try {
            return Json.body(utf8(Json.write(json))).as(type);
        } catch (InvalidInputException unknown) {
            throw new InvalidInputException(unknown.violations().stream()
                    .map(each -> new Violation(at + each.field(), each.message()))
                    .toList());
        }
    }

    private static Item item(@Nullable Sent sent) {
        if (sent == null)
            return new Item(null, null, new InvalidInputException("", "A decision must be a JSON object."));
        try {
            return new Item(sent.postId(), Json.body(utf8(Json.write(sent))).as(DecisionForm.class), null);
        } catch (InvalidInputException problem) {
            return new Item(sent.postId() instanceof String id ? id : null, null, problem);
        }
    }

    /** Half of a surrogate pair stays what it is, to be refused as text, and does not become a question mark. */
    private static byte[] utf8(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (point >= 0xD800 && point <= 0xDFFF) escaped.append("\\u%04x".formatted(point));
            else escaped.appendCodePoint(point);
        });
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Post post(DecisionResult result) {
        if (result instanceof DecisionResult.Recorded recorded) return recorded.post();
        return result instanceof DecisionResult.AlreadyRecorded already ? already.post() : null;
    }

    private static Map<String, @Nullable Object> result(
            DecisionResult result, Function<Post, Map<String, @Nullable Object>> form) {
        if (result instanceof DecisionResult.Failed failed) return failed(failed.postId(), failed.problem());
        boolean recorded = result instanceof DecisionResult.Recorded;
        Post post = post(result);
        if (post == null) throw new IllegalStateException("What did not fail has a post");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("postId", post.id());
        json.put("outcome", recorded ? "RECORDED" : "ALREADY_RECORDED");
        json.put("post", form.apply(post));
        return json;
    }

    private static Map<String, @Nullable Object> failed(@Nullable Object postId, ApprovalException problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("postId", postId);
        json.put("outcome", "FAILED");
        json.put("problem", Problems.json(problem));
        return json;
    }
}
