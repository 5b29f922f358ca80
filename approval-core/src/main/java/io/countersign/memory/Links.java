package io.countersign.memory;

import io.countersign.canonical.Digest;
import io.countersign.identity.LinkId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Session;
import io.countersign.link.Usage;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkUse;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.SessionChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The links and sessions of all workspaces, whose ids are unique over all of them. */
final class Links {
    private static final Listing LISTING = new Listing("links");
    private static final Comparator<Link> BY_WARNING = Comparator.comparing(
                    (Link link) -> Objects.requireNonNull(link.warnAt()))
            .thenComparing(link -> link.workspace().value())
            .thenComparing(link -> link.id().value());

    private final NavigableMap<String, Link> links = new TreeMap<>();
    private final Map<Digest, Session> sessions = new HashMap<>();

    private final Map<DeviceKey, Failed> devices = new HashMap<>();

    /** A browser that a link knows. */
    private record DeviceKey(WorkspaceId workspace, LinkId link, Digest device) {}

    private record Failed(int failures, Instant at) {}

    @Nullable
    Link link(LinkId id) {
        return links.get(id.value());
    }

    @Nullable
    Session session(Digest id) {
        return sessions.get(id);
    }

    /** Saves all but the counters, which have guards of their own; a new generation starts them again. */
    Link put(Link link) {
        Link before = link(link.id());
        Link kept = before == null ? link : link.with(counters(before, link.generation()));
        links.put(link.id().value(), kept);
        return kept;
    }

    boolean isUsable(LinkUse use, Instant now) {
        Link link = link(use.link());
        return link != null
                && link.workspace().equals(use.workspace())
                && link.generation() == use.generation()
                && link.status(now) == LinkStatus.ACTIVE;
    }

    void use(LinkUse use, Instant now) {
        links.computeIfPresent(use.link().value(), (id, link) -> link.with(used(link.usage(), use, now)));
        Digest device = use.device();
        if (use.unlocked() && device != null) devices.remove(new DeviceKey(use.workspace(), use.link(), device));
    }

    private static Usage used(Usage usage, LinkUse use, Instant now) {
        if (!use.unlocked()) return usage.used(now);
        return use.device() == null ? usage.unlocked(now) : usage.unlockedApart(now);
    }

    int failures(WorkspaceId workspace, LinkId link, Digest device) {
        Failed failed = devices.get(new DeviceKey(workspace, link, device));
        return failed == null ? 0 : failed.failures();
    }

    boolean count(Link link, Digest device, int failures, Instant now) {
        if (failures(link.workspace(), link.id(), device) != failures) return false;
        devices.put(new DeviceKey(link.workspace(), link.id(), device), new Failed(failures + 1, now));
        return true;
    }

    int prune(Instant before, int limit) {
        int kept = devices.size() + sessions.size();
        List<DeviceKey> unknown = devices.entrySet().stream()
                .filter(device -> device.getValue().at().isBefore(before))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        List<Digest> over = sessions.values().stream()
                .filter(session -> session.expiresAt().isBefore(before))
                .map(Session::id)
                .limit(limit)
                .toList();
        devices.keySet().removeAll(unknown);
        sessions.keySet().removeAll(over);
        return kept - devices.size() - sessions.size();
    }

    boolean count(Link read, Usage next) {
        Link link = link(read.id());
        if (link == null || !link.workspace().equals(read.workspace()) || link.generation() != read.generation())
            return false;
        Usage now = link.usage();
        Usage then = read.usage();
        boolean same = now.failures() == then.failures()
                && now.throttled() == then.throttled()
                && now.wrongSecrets() == then.wrongSecrets();
        if (!same) return false;
        // Uses meanwhile are none of its business.
        Usage counted = new Usage(
                next.failures(), next.notBefore(), next.throttled(), next.wrongSecrets(), now.uses(), now.lastUsedAt());
        links.put(link.id().value(), link.with(counted));
        return true;
    }

    void change(SessionChange change) {
        if (change instanceof SessionChange.Open open) {
            sessions.putIfAbsent(open.session().id(), Kept.of(open.session()));
        } else if (change instanceof SessionChange.Seen seen) {
            sessions.replace(seen.session().id(), Kept.of(seen.session()));
        } else if (change instanceof SessionChange.Close close) {
            sessions.computeIfPresent(
                    close.id(), (id, session) -> session.workspace().equals(close.workspace()) ? null : session);
        }
    }

    Page<Link> page(WorkspaceId workspace, LinkFilter filter, PageRequest request, Instant now) {
        return LISTING.page(
                links,
                request,
                link -> link.workspace().equals(workspace)
                        && (filter.status() == null || link.status(now) == filter.status())
                        && (filter.approver() == null || link.approver().equals(filter.approver()))
                        && (filter.createdBy() == null || link.createdBy().equals(filter.createdBy()))
                        && (!filter.asked() || link.renewalRequestedAt() != null));
    }

    List<Link> ending(@Nullable Link after, int limit, Instant now) {
        return links.values().stream()
                .filter(link -> link.warnAt() != null && !link.warnAt().isAfter(now))
                .filter(link -> link.status(now) == LinkStatus.ACTIVE && link.endsSoon(now))
                .filter(link -> after == null || BY_WARNING.compare(link, after) > 0)
                .sorted(BY_WARNING)
                .limit(limit)
                .toList();
    }

    Map<LinkStatus, Long> counts(WorkspaceId workspace, Instant now) {
        Map<LinkStatus, Long> counts = new EnumMap<>(LinkStatus.class);
        for (Link link : links.values())
            if (link.workspace().equals(workspace)) counts.merge(link.status(now), 1L, Long::sum);
        return counts;
    }

    private static Usage counters(Link before, int generation) {
        Usage usage = before.usage();
        return before.generation() == generation ? usage : new Usage(0, null, 0, 0, usage.uses(), usage.lastUsedAt());
    }
}
