package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.canonical.JsonBody;
import io.countersign.canonical.Secret;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.store.LinkFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Magic links, for who hands them out. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/links")
final class LinkController {
    private final Approvals approvals;
    private final Commands commands;
    private final ShareTexts share;
    private final Languages languages;

    LinkController(Approvals approvals, Commands commands, ShareTexts share, Languages languages) {
        this.approvals = approvals;
        this.commands = commands;
        this.share = share;
        this.languages = languages;
    }

    @PostMapping
    ResponseEntity<byte[]> create(Call call, Body body, HttpServletRequest request) {
        JsonBody json = body.json();
        ApproverId approver = json.need("approverId", ApproverId.class);
        Secret password = json.take("password", Secret.class);
        Set<PostId> posts = posts(json);
        Duration validFor = json.take("validFor", Duration.class);
        Boolean mayReschedule = json.take("mayReschedule", Boolean.class);
        Locale language = languages.of(json, request);
        json.end();
        LinkForm form = new LinkForm(approver, password, posts, validFor, mayReschedule == null || mayReschedule);
        return commands.runSecretly(
                        call,
                        body,
                        in -> approvals.links().create(in, form),
                        issued -> created(issued, password, language))
                .entity();
    }

    @GetMapping
    ResponseEntity<byte[]> list(Call call, Query query) {
        LinkFilter filter = new LinkFilter(
                query.one("status", LinkStatus.class),
                query.of("approver", ApproverId::new),
                query.text("createdBy"),
                query.flag("renewalRequested"));
        var page = approvals.links().list(call, filter, query.page());
        Instant now = approvals.links().now();
        return Reply.ok(Pages.json(page, link -> LinkJson.of(link, now))).entity();
    }

    @GetMapping("/counts")
    ResponseEntity<byte[]> counts(Call call) {
        Map<LinkStatus, Long> counts = approvals.links().counts(call);
        Map<String, Long> json = new LinkedHashMap<>();
        for (LinkStatus status : LinkStatus.values()) json.put(status.name(), counts.getOrDefault(status, 0L));
        return Reply.ok(json).entity();
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(Call call, @PathVariable LinkId id) {
        Link link = approvals.links().get(call, id);
        return Reply.ok(LinkJson.of(link, approvals.links().now())).entity();
    }

    @PostMapping("/{id}/revoke")
    ResponseEntity<byte[]> revoke(Call call, @PathVariable LinkId id, Body body) {
        body.end();
        return change(call, body, in -> approvals.links().revoke(in, id));
    }

    @PostMapping("/{id}/extend")
    ResponseEntity<byte[]> extend(Call call, @PathVariable LinkId id, Body body) {
        JsonBody json = body.json();
        Instant until = json.take("until", Instant.class);
        Duration by = json.take("by", Duration.class);
        json.end();
        return change(call, body, in -> approvals.links().extend(in, id, until, by));
    }

    @PostMapping("/{id}/dismiss-renewal")
    ResponseEntity<byte[]> dismissRenewal(Call call, @PathVariable LinkId id, Body body) {
        body.end();
        return change(call, body, in -> approvals.links().dismissRenewal(in, id));
    }

    @PostMapping("/{id}/regenerate")
    ResponseEntity<byte[]> regenerate(Call call, @PathVariable LinkId id, Body body, HttpServletRequest request) {
        JsonBody json = body.optionalJson();
        Secret password = json.take("password", Secret.class);
        Locale language = languages.of(json, request);
        json.end();
        Function<Call, IssuedLink> command = in -> approvals.links().regenerate(in, id, password);
        return commands.runSecretly(call, body, command, issued -> created(issued, password, language))
                .entity();
    }

    private Reply created(IssuedLink issued, @Nullable Secret chosen, Locale language) {
        Secret password = chosen == null ? Objects.requireNonNull(issued.password()) : chosen;
        return Reply.created(LinkJson.issued(issued, share.of(issued, password, language)));
    }

    private ResponseEntity<byte[]> change(Call call, Body body, Function<Call, Link> command) {
        return commands.run(
                        call,
                        body,
                        command,
                        (link, fresh) ->
                                Reply.ok(LinkJson.of(link, approvals.links().now())))
                .entity();
    }

    private static @Nullable Set<PostId> posts(JsonBody json) {
        PostId[] posts = json.take("posts", PostId[].class);
        return posts == null ? null : new LinkedHashSet<>(Arrays.asList(posts));
    }
}
