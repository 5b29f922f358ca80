package io.countersign.memory;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.store.Decision;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads.Place;
import io.countersign.store.TrailReads.Stretch;
import io.countersign.store.TrailReads.Walked;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of a workspace: appended, never changed. */
final class Chains {
    private static final Listing LISTING = new Listing("entries");
    private static final Comparator<Walked> ORDER =
            Comparator.<Walked, String>comparing(one -> one.stream().toString()).thenComparing(Walked::seq);
    private static final Listing TOLD = new Listing("told");

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
        PostId post = post(entry);
        if (post != null) byPost.computeIfAbsent(post, any -> new TreeMap<>()).put(key, entry);
    }

    /** Which an entry tells of. */
    static @Nullable PostId post(AuditEntry entry) {
        return entry.stream().kind().equals("post")
                ? new PostId(entry.stream().id())
                : entry.subject().about();
    }

    List<AuditEntry> of(StreamId stream, long afterSeq, int limit) {
        return byStream.getOrDefault(stream, List.of()).stream()
                .filter(entry -> entry.seq() > afterSeq)
                .limit(limit)
                .map(Chains::copy)
                .toList();
    }

    private final Stubs stubs = new Stubs();

    Stubs stubs() {
        return stubs;
    }

    /** Leaves stubs of a chain's entries. */
    void purge(StreamId stream, long purge) {
        List<AuditEntry> entries = byStream.getOrDefault(stream, List.of());
        stubs.put(stream, purge, entries);
        for (AuditEntry entry : entries) {
            byTime.remove(key(entry));
            PostId post = post(entry);
            if (post != null) byPost.getOrDefault(post, new TreeMap<>()).remove(key(entry));
        }
        byStream.remove(stream);
    }

    /** The end of a chain that has at least one entry. */
    AuditEntry last(StreamId stream) {
        List<AuditEntry> entries = byStream.getOrDefault(stream, List.of());
        return entries.get(entries.size() - 1);
    }

    /** In the order of streams' texts, then of numbers. */
    Stream<AuditEntry> inOrder() {
        return byStream.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getKey().toString()))
                .flatMap(one -> one.getValue().stream());
    }

    @Nullable
    Digest hash(StreamId stream, long seq) {
        Stream<Walked> entries =
                byStream.getOrDefault(stream, List.of()).stream().map(Walked::of);
        return Stream.concat(entries, stubs.of(stream))
                .filter(one -> one.seq() == seq)
                .map(Walked::hash)
                .findFirst()
                .orElse(null);
    }

    List<Walked> walk(@Nullable Place after, int limit) {
        Stream<Walked> entries = inOrder().map(Chains::copy).map(Walked::of);
        return Stream.concat(entries, stubs.all())
                .filter(one -> after == null || follows(one, after))
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    /** Looks at so many at most. */
    Stretch walk(TrailFilter filter, Predicate<AuditEntry> posts, @Nullable Place after, int limit) {
        List<Walked> some = walk(after, limit);
        Walked last = some.size() == limit ? some.get(limit - 1) : null;
        return new Stretch(
                some.stream()
                        .filter(one -> filter.equals(TrailFilter.ALL)
                                || one.entry() != null && matches(filter, one.entry()) && posts.test(one.entry()))
                        .toList(),
                last == null ? null : new Place(last.stream(), last.seq(), last.hash()));
    }

    private static boolean follows(Walked one, Place place) {
        int order = one.stream().toString().compareTo(place.stream().toString());
        return order > 0 || (order == 0 && one.seq() > place.seq());
    }

    Page<AuditEntry> page(TrailFilter filter, Predicate<AuditEntry> posts, PageRequest request) {
        PostId post = filter.post();
        NavigableMap<String, AuditEntry> all = post == null ? byTime : byPost.getOrDefault(post, new TreeMap<>());
        return LISTING.page(all, request, entry -> matches(filter, entry) && posts.test(entry))
                .map(Chains::copy);
    }

    /** Entries of one action within a period, the latest first. */
    Stream<AuditEntry> of(String action, Instant from, Instant to) {
        TrailFilter filter = new TrailFilter(null, null, null, action, from, to);
        return byTime.descendingMap().values().stream().filter(entry -> matches(filter, entry));
    }

    /** Decisions within a period, the latest first. */
    List<Decision> decisions(Instant from, Instant to, @Nullable Decision after, int limit) {
        String last = after == null ? null : key(after.at(), StreamId.of(after.post()), after.seq());
        return of("post.decided", from, to)
                .filter(entry -> last == null || key(entry).compareTo(last) < 0)
                .limit(limit)
                .map(entry ->
                        Figures.decision(entry, views(new PostId(entry.stream().id()))))
                .toList();
    }

    private Stream<AuditEntry> views(PostId post) {
        return byPost.getOrDefault(post, new TreeMap<>()).values().stream()
                .filter(entry -> entry.action().equals("link.viewed"));
    }

    Page<AuditEntry> told(StreamId stream, String action, PageRequest request) {
        NavigableMap<String, AuditEntry> all = new TreeMap<>();
        for (AuditEntry entry : byStream.getOrDefault(stream, List.of()))
            all.put("%019d".formatted(entry.seq()), entry);
        return TOLD.page(all, request, entry -> entry.action().equals(action)).map(Chains::copy);
    }

    private static boolean matches(TrailFilter filter, AuditEntry entry) {
        Instant from = filter.from();
        Instant to = filter.to();
        return (filter.post() == null || filter.post().equals(post(entry)))
                && (filter.link() == null || entry.stream().equals(StreamId.of(filter.link())))
                && (filter.actor() == null || entry.actor().id().equals(filter.actor()))
                && (filter.action() == null || entry.action().equals(filter.action()))
                && (from == null || !entry.at().isBefore(from))
                && (to == null || entry.at().isBefore(to));
    }

    private static String key(AuditEntry entry) {
        return key(entry.at(), entry.stream(), entry.seq());
    }

    private static String key(Instant at, StreamId stream, long seq) {
        return "%s\n%s\n%019d".formatted(TIME.format(at), stream, seq);
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
