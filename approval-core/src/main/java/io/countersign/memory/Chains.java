package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.identity.PostId;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The entries of a workspace: appended, never changed. */
final class Chains {
    private static final Listing LISTING = new Listing("entries");

    /** Of fixed width, so that its order is that of the instants. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private final Map<StreamId, List<AuditEntry>> byStream = new HashMap<>();
    private final NavigableMap<String, AuditEntry> byTime = new TreeMap<>();
    private final Map<PostId, NavigableMap<String, AuditEntry>> byPost = new HashMap<>();

    void append(AuditEntry given) {
        AuditEntry entry = copy(given);
        String key = key(entry);
        byStream.computeIfAbsent(entry.stream(), any -> new ArrayList<>()).add(entry);
        byTime.put(key, entry);
        PostId post = entry.stream().kind().equals("post")
                ? new PostId(entry.stream().id())
                : entry.subject().about();
        if (post != null) byPost.computeIfAbsent(post, any -> new TreeMap<>()).put(key, entry);
    }

    List<AuditEntry> of(StreamId stream) {
        return byStream.getOrDefault(stream, List.of()).stream()
                .map(Chains::copy)
                .toList();
    }

    /** The texts of all streams that have entries. */
    NavigableSet<String> streams() {
        NavigableSet<String> streams = new TreeSet<>();
        byStream.keySet().forEach(stream -> streams.add(stream.toString()));
        return streams;
    }

    Page<AuditEntry> page(TrailFilter filter, PageRequest request) {
        PostId post = filter.post();
        NavigableMap<String, AuditEntry> all = post == null ? byTime : byPost.getOrDefault(post, new TreeMap<>());
        return LISTING.page(all, request, entry -> matches(filter, entry)).map(Chains::copy);
    }

    private static boolean matches(TrailFilter filter, AuditEntry entry) {
        Instant from = filter.from();
        Instant to = filter.to();
        return (filter.link() == null || entry.stream().equals(StreamId.of(filter.link())))
                && (filter.actor() == null || entry.actor().id().equals(filter.actor()))
                && (filter.action() == null || entry.action().equals(filter.action()))
                && (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to));
    }

    private static String key(AuditEntry entry) {
        return "%s\n%s\n%019d".formatted(TIME.format(entry.at()), entry.stream(), entry.seq());
    }

    /** With bytes that nobody else holds. */
    private static AuditEntry copy(AuditEntry entry) {
        return new AuditEntry(
                entry.workspace(),
                entry.stream(),
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.bytes().clone(),
                entry.previousHash(),
                entry.hash());
    }
}
