package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Posts;
import io.countersign.SubmitResult;
import io.countersign.canonical.Digest;
import io.countersign.canonical.JsonBody;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.spring.calendar.ContentCalendar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many posts in one call: each item is told by itself. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/posts")
final class BulkController {
    private final Approvals approvals;
    private final Commands commands;
    private final PostJson posts;

    BulkController(Approvals approvals, Commands commands, PostJson posts) {
        this.approvals = approvals;
        this.commands = commands;
        this.posts = posts;
    }

    @PostMapping("/submit")
    ResponseEntity<byte[]> submit(Call call, Body body) {
        JsonBody json = body.json();
        String[] ids = json.need("ids", String[].class);
        json.end();
        if (ids.length == 0 || ids.length > Posts.MAX_BULK)
            throw new InvalidInputException(
                    "ids", "must name 1 to %d posts, and names %d".formatted(Posts.MAX_BULK, ids.length));
        List<PostId> possible = Arrays.stream(ids)
                .map(BulkController::id)
                .filter(Objects::nonNull)
                .map(PostId.class::cast)
                .toList();
        return commands.<List<SubmitResult>>run(
                        call,
                        body,
                        in -> possible.isEmpty() ? List.of() : approvals.posts().submitEach(in, possible),
                        (results, fresh) -> submitted(call, ids, results, fresh))
                .entity();
    }

    @PostMapping("/import")
    ResponseEntity<byte[]> importCalendar(Call call, @Limit(value = Limit.IMPORT, type = "text/csv") Body body)
            throws IOException {
        List<ContentCalendar.Row> rows = ContentCalendar.read(new ByteArrayInputStream(body.bytes()));
        List<ContentCalendar.Row> good =
                rows.stream().filter(row -> row.form() != null).toList();
        return commands.<List<Posts.Created>>run(
                        call,
                        body,
                        in -> approvals
                                .posts()
                                .createEach(
                                        in,
                                        good.stream()
                                                .map(ContentCalendar.Row::needForm)
                                                .toList()),
                        (created, fresh) -> imported(rows, created))
                .entity();
    }

    private Reply submitted(Call call, String[] ids, List<SubmitResult> results, Map<Digest, String> fresh) {
        List<Post> shown = results.stream()
                .filter(SubmitResult.Submitted.class::isInstance)
                .map(result -> ((SubmitResult.Submitted) result).post())
                .toList();
        Function<Post, Map<String, @Nullable Object>> form = posts.each(call, shown, fresh);
        Iterator<SubmitResult> next = results.iterator();
        List<Object> items = new ArrayList<>();
        for (@Nullable String id : ids) {
            boolean possible = id(id) != null;
            SubmitResult result = possible ? next.next() : null;
            if (result instanceof SubmitResult.Submitted submitted)
                items.add(item(id, "SUBMITTED", "post", form.apply(submitted.post())));
            else items.add(item(id, "FAILED", "problem", Problems.json(problem(id, result))));
        }
        return Reply.ok(Map.of("results", items));
    }

    private static ApprovalException problem(@Nullable String id, @Nullable SubmitResult result) {
        return result instanceof SubmitResult.Failed failed
                ? failed.problem()
                : new NotFoundException("post", String.valueOf(id));
    }

    private static Map<String, @Nullable Object> item(
            @Nullable String id, String outcome, String name, Map<String, @Nullable Object> value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("postId", id);
        json.put("outcome", outcome);
        json.put(name, value);
        return json;
    }

    private static Reply imported(List<ContentCalendar.Row> rows, List<Posts.Created> created) {
        Iterator<Posts.Created> next = created.iterator();
        List<Object> told = new ArrayList<>();
        int imported = 0;
        for (ContentCalendar.Row row : rows) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("line", row.line());
            Posts.Created one = row.form() == null ? null : next.next();
            Post post = one == null ? null : one.post();
            ApprovalException problem = one == null ? null : one.problem();
            if (post != null) {
                imported++;
                json.put("id", post.id());
            } else json.put("errors", problem == null ? row.errors() : ContentCalendar.errors(problem));
            told.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("imported", imported);
        json.put("rows", told);
        return Reply.ok(json);
    }

    private static @Nullable PostId id(@Nullable String text) {
        try {
            return text == null ? null : new PostId(text);
        } catch (IllegalArgumentException impossible) {
            return null;
        }
    }
}
