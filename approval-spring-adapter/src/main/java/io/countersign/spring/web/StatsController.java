package io.countersign.spring.web;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Statistics;
import io.countersign.post.PostStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How reviewing goes, in figures. */
@RestController
@RequestMapping(ApiPaths.WORKSPACE + "/stats")
final class StatsController {
    private static final Duration STANDARD = Duration.ofDays(30);

    private final Approvals approvals;

    StatsController(Approvals approvals) {
        this.approvals = approvals;
    }

    /** Of the last thirty days, where nothing else is asked for. */
    @GetMapping
    ResponseEntity<byte[]> of(Call call, Query query) {
        Instant to = query.instant("to");
        Instant from = query.instant("from");
        Instant end = to == null ? approvals.links().now() : to;
        Instant begin = from == null ? end.minus(STANDARD) : from;
        return Reply.ok(json(approvals.stats().of(call, begin, end))).entity();
    }

    private static Map<String, Object> json(Statistics figures) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (PostStatus status : PostStatus.values())
            counts.put(status.name(), figures.posts().getOrDefault(status, 0L));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", figures.from());
        json.put("to", figures.to());
        json.put("posts", counts);
        json.put("stages", figures.stages());
        json.put("rounds", figures.rounds());
        json.put("overdue", figures.overdue());
        return json;
    }
}
