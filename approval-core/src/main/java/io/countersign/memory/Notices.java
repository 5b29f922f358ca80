package io.countersign.memory;

import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Notice;
import io.countersign.store.NoticeQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What people are still to be told, and who holds whose. */
final class Notices {
    private record Lease(long fence, Instant until) {}

    private static final Comparator<Notice> ORDER =
            Comparator.comparing(Notice::dueAt).thenComparing(Notice::id);

    private final Map<WorkspaceId, NavigableSet<Notice>> waiting = new HashMap<>();
    private final Map<WorkspaceId, Lease> leases = new HashMap<>();

    void add(WorkspaceId workspace, List<Notice> notices) {
        NavigableSet<Notice> all = waiting.computeIfAbsent(workspace, any -> new TreeSet<>(ORDER));
        notices.forEach(notice -> all.add(Kept.of(notice)));
    }

    Optional<NoticeQueue.Held> take(Duration lease, int limit, Instant now) {
        return waiting.entrySet().stream()
                .filter(one ->
                        !one.getValue().isEmpty() && one.getValue().first().isDue(now))
                .filter(one -> !isHeld(one.getKey(), now))
                .min(Comparator.comparing(one -> one.getValue().first().dueAt()))
                .map(one -> hold(one.getKey(), one.getValue(), lease, limit, now));
    }

    private NoticeQueue.Held hold(
            WorkspaceId workspace, NavigableSet<Notice> notices, Duration lease, int limit, Instant now) {
        Lease before = leases.get(workspace);
        long fence = before == null ? 1 : before.fence() + 1;
        leases.put(workspace, new Lease(fence, now.plus(lease)));
        return new NoticeQueue.Held(
                workspace, fence, now, notices.stream().limit(limit).toList());
    }

    boolean settle(NoticeQueue.Held held, List<Notice> done, List<Notice> instead, Instant now) {
        if (!holds(held, now)) return false;
        NavigableSet<Notice> all = waiting.computeIfAbsent(held.workspace(), any -> new TreeSet<>(ORDER));
        Set<String> gone = done.stream().map(Notice::id).collect(Collectors.toSet());
        all.removeIf(notice -> gone.contains(notice.id()));
        add(held.workspace(), instead);
        return true;
    }

    void release(NoticeQueue.Held held, Instant now) {
        if (holds(held, now)) leases.put(held.workspace(), new Lease(held.fence(), now));
    }

    private boolean holds(NoticeQueue.Held held, Instant now) {
        Lease lease = leases.get(held.workspace());
        return lease != null && lease.fence() == held.fence() && now.isBefore(lease.until());
    }

    private boolean isHeld(WorkspaceId workspace, Instant now) {
        Lease lease = leases.get(workspace);
        return lease != null && now.isBefore(lease.until());
    }
}
