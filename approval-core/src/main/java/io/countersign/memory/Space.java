package io.countersign.memory;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Version;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Delegation;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.retention.RetentionRules;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Answer;
import io.countersign.store.Erasure;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import io.countersign.store.TrailReads;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one workspace has. */
final class Space {
    private record Key(String caller, String key) {}

    private static final Duration ANSWERS_KEPT = Duration.ofHours(24);
    private static final Listing POSTS = new Listing("posts");
    private static final Listing ASSIGNED = new Listing("assigned");
    private static final Listing APPROVERS = new Listing("approvers");
    private static final Listing QUEUE = new Listing("queue");
    private static final Listing OWED = new Listing("owed");

    /** Everything that has a chain. */
    private final Map<StreamId, Recorded> things = new HashMap<>();

    private final NavigableMap<String, Post> posts = new TreeMap<>();
    private final Map<PostId, NavigableMap<Integer, Version>> versions = new HashMap<>();
    private final Rounds rounds = new Rounds();
    private final NavigableMap<String, Approver> approvers = new TreeMap<>();
    private final Map<Person, Deputies> deputies = new HashMap<>();
    private final Texts texts = new Texts();
    private final Map<Key, Answer> answers = new HashMap<>();
    private final Assignments assignments = new Assignments();
    private final Chains chains = new Chains();
    private final Log log = new Log(chains);
    private @Nullable PolicyVersion policy;
    private @Nullable RetentionRules retention;

    Head head(StreamId stream) {
        Recorded thing = things.get(stream);
        return thing == null ? Head.START : thing.head();
    }

    /** Takes a thing whose guard held, with what tells of it. */
    void put(Recorded thing, Save save) {
        things.put(thing.stream(), thing);
        if (thing instanceof Post post) put(post);
        if (thing instanceof Approver approver) approvers.put(approver.id().value(), approver);
        if (thing instanceof Deputies some) deputies.put(some.person(), some);
        if (thing instanceof PolicyVersion version) policy = version;
        if (thing instanceof RetentionRules rules) retention = rules;
        save.entries().forEach(chains::append);
        texts.put(thing.stream(), save.notes());
        if (save.erasure() != null) forget(save.erasure());
    }

    private void forget(Erasure erasure) {
        texts.forget(erasure);
        answers.replaceAll((key, answer) -> answer.forgotten());
    }

    /** Leaves stubs of its entries alone. */
    void purge(Post post, long purge) {
        things.remove(post.stream());
        posts.remove(post.id().value());
        versions.remove(post.id());
        rounds.remove(post.id());
        assignments.remove(post.id());
        texts.remove(post.stream());
        chains.purge(post.stream(), purge);
    }

    /** How many answers were kept no longer, and are forgotten; at most so many. */
    int prune(Instant now, int limit) {
        List<Key> lapsed = answers.entrySet().stream()
                .filter(answer -> !isKept(answer.getValue(), now))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        answers.keySet().removeAll(lapsed);
        return lapsed.size();
    }

    private static boolean isKept(Answer answer, Instant now) {
        return now.isBefore(answer.at().plus(ANSWERS_KEPT));
    }

    private void put(Post post) {
        posts.put(post.id().value(), post);
        versions.computeIfAbsent(post.id(), any -> new TreeMap<>())
                .putIfAbsent(post.version().number(), post.version());
        assignments.put(post);
        rounds.put(post);
    }

    List<Post> posts(Collection<PostId> ids) {
        return found(posts, ids.stream().map(PostId::value).toList());
    }

    Page<Post> posts(PostFilter filter, PageRequest page) {
        return POSTS.page(posts, page, post -> matches(filter, post));
    }

    Page<Post> assigned(Collection<ReviewerRef> refs, boolean open, @Nullable Set<PostId> only, PageRequest page) {
        NavigableMap<String, Post> mine = new TreeMap<>();
        for (PostId id : assignments.of(refs, open))
            if (only == null || only.contains(id)) mine.put(id.value(), Objects.requireNonNull(posts.get(id.value())));
        return ASSIGNED.page(mine, page, post -> true);
    }

    Collection<Post> posts() {
        return posts.values();
    }

    Page<Post> queue(String stage, PageRequest page) {
        return QUEUE.page(posts, page, post -> Waiting.in(post, stage));
    }

    Page<Post> owed(PageRequest page) {
        return OWED.page(posts, page, post -> post.state().owed() != null);
    }

    List<Post> inReview() {
        return posts.values().stream()
                .filter(post -> post.status() == PostStatus.IN_REVIEW)
                .toList();
    }

    List<Version> versions(PostId id) {
        return List.copyOf(versions.getOrDefault(id, new TreeMap<>()).values());
    }

    Map<Digest, String> texts(Collection<PostId> ids) {
        Map<Digest, String> found = new HashMap<>();
        for (PostId id : ids) found.putAll(texts.of(StreamId.of(id)));
        return found;
    }

    Map<Digest, String> texts(PostId id, Collection<Digest> commitments) {
        Map<Digest, String> found = texts(List.of(id));
        found.keySet().retainAll(Set.copyOf(commitments));
        return found;
    }

    List<Erasable> erasables(PostId id) {
        return texts.erasables(StreamId.of(id));
    }

    @Nullable
    Approver approver(ApproverId id) {
        return approvers.get(id.value());
    }

    List<Approver> approvers(Collection<ApproverId> ids) {
        return found(approvers, ids.stream().map(ApproverId::value).toList());
    }

    Page<Approver> approvers(PageRequest page) {
        return APPROVERS.page(approvers, page, Approver::active);
    }

    List<Approver> meant(Collection<ReviewerRef> refs) {
        Set<ReviewerRef> asked = Set.copyOf(refs);
        return approvers.values().stream()
                .filter(approver -> approver.active() && isMeant(approver, asked))
                .toList();
    }

    List<Deputies> deputies(Collection<Person> persons) {
        return found(deputies, persons);
    }

    /** To any of these persons, and holding now. */
    List<Delegation> delegations(Collection<Person> delegates, Instant now) {
        Set<Person> asked = Set.copyOf(delegates);
        return deputies.values().stream()
                .flatMap(some -> some.delegations().stream())
                .filter(delegation -> delegation.covers(now) && asked.contains(delegation.delegate()))
                .toList();
    }

    PolicyVersion policyOr(PolicyVersion none) {
        return policy == null ? none : policy;
    }

    Optional<Answer> answer(String caller, String key, Instant now) {
        return Optional.ofNullable(answers.get(new Key(caller, key))).filter(answer -> isKept(answer, now));
    }

    void put(Answer answer) {
        answers.put(new Key(answer.caller(), answer.key()), answer);
    }

    Rounds rounds() {
        return rounds;
    }

    Chains chains() {
        return chains;
    }

    Page<AuditEntry> entries(TrailFilter filter, PageRequest page) {
        return chains.page(filter, entry -> aboutSuch(filter, entry), page);
    }

    TrailReads.Stretch walk(TrailFilter filter, TrailReads.@Nullable Place after, int limit) {
        return chains.walk(filter, entry -> aboutSuch(filter, entry), after, limit);
    }

    /** Whether an entry tells of a post whose current version is such. */
    private boolean aboutSuch(TrailFilter filter, AuditEntry entry) {
        if (filter.channel() == null && filter.campaign() == null) return true;
        PostId id = Chains.post(entry);
        Post post = id == null ? null : posts.get(id.value());
        return post != null && matches(new PostFilter(null, filter.channel(), filter.campaign(), null, null), post);
    }

    List<TrailReads.Unfounded> unfounded(int limit) {
        return things.values().stream()
                .map(thing -> new TrailReads.Unfounded(
                        thing.stream(),
                        thing.head(),
                        chains.hash(thing.stream(), thing.head().seq())))
                .filter(one -> !one.head().hash().equals(one.entry()))
                .limit(limit)
                .toList();
    }

    List<TrailReads.Place> strays(int limit) {
        Set<Long> purges = chains.of(StreamId.RETENTION, 0, Integer.MAX_VALUE).stream()
                .filter(entry -> entry.action().equals("retention.purged"))
                .map(AuditEntry::seq)
                .collect(Collectors.toSet());
        Stream<TrailReads.Walked> entries = chains.inOrder()
                .filter(entry -> head(entry.stream()).seq() < entry.seq())
                .map(TrailReads.Walked::of);
        return Stream.concat(entries, chains.stubs().strays(purges))
                .limit(limit)
                .map(one -> new TrailReads.Place(one.stream(), one.seq(), one.hash()))
                .toList();
    }

    RetentionRules retentionOr(RetentionRules none) {
        return retention == null ? none : retention;
    }

    Map<Digest, String> retentionTexts() {
        return texts.of(StreamId.RETENTION);
    }

    List<PostId> resting(Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit) {
        return posts.values().stream()
                .filter(post -> after == null || post.id().value().compareTo(after.value()) > 0)
                .filter(post -> statuses.contains(post.status())
                        && chains.last(post.stream()).at().isBefore(before))
                .map(Post::id)
                .limit(limit)
                .toList();
    }

    Log log() {
        return log;
    }

    /** Whether there was such a thing to forget; its entries stay. */
    boolean lose(StreamId stream) {
        posts.remove(stream.id());
        return things.remove(stream) != null;
    }

    private static <K, T> List<T> found(Map<K, T> all, Collection<K> ids) {
        return ids.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                .toList();
    }

    private static boolean matches(PostFilter filter, Post post) {
        var content = post.version().content();
        return (filter.status() == null || post.status() == filter.status())
                && (filter.channel() == null || content.target().channel().equals(filter.channel()))
                && (filter.campaign() == null || content.campaign().contains(filter.campaign()))
                && (filter.bundle() == null || filter.bundle().equals(post.bundle()))
                && (filter.author() == null || post.author().equals(filter.author()));
    }

    private static boolean isMeant(Approver approver, Set<ReviewerRef> asked) {
        String userId = approver.userId();
        return asked.contains(new ReviewerRef.Approver(approver.id()))
                || userId != null && asked.contains(new ReviewerRef.User(userId))
                || approver.groups().stream().anyMatch(group -> asked.contains(new ReviewerRef.Group(group)));
    }
}
