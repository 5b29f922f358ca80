package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.store.Decision;
import io.countersign.store.RoundCount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What figures are made of, found by looking at every post and entry. */
final class Figures {
    private Figures() {}

    static Map<PostStatus, Long> postCounts(Collection<Post> posts) {
        Map<PostStatus, Long> counts = new EnumMap<>(PostStatus.class);
        for (Post post : posts) counts.merge(post.status(), 1L, Long::sum);
        return counts;
    }

    /** @param submissions entries of a period */
    static RoundCount rounds(Stream<AuditEntry> submissions) {
        Map<String, Integer> rounds = new HashMap<>();
        submissions.forEach(entry -> rounds.merge(
                entry.stream().id(), (Integer) Trail.details(entry.bytes()).get("round"), Math::max));
        int most = rounds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        long all = rounds.values().stream().mapToLong(Integer::longValue).sum();
        return new RoundCount(rounds.size(), all, most);
    }

    /** @param views through links, of the post that was decided on */
    static Decision decision(AuditEntry entry, Stream<AuditEntry> views) {
        @Nullable
        Instant seenAt = views.filter(view -> view.actor().equals(entry.actor()))
                .filter(view -> entry.subject().version() != null
                        && entry.subject().version().equals(view.subject().version()))
                .map(AuditEntry::at)
                .filter(at -> !at.isAfter(entry.at()))
                .min(Instant::compareTo)
                .orElse(null);
        return new Decision(
                new PostId(entry.stream().id()),
                entry.seq(),
                entry.at(),
                seenAt,
                new String(entry.bytes(), StandardCharsets.UTF_8));
    }
}
