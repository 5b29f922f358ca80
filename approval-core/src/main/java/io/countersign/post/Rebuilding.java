package io.countersign.post;

import io.countersign.audit.ApprovalEvent;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.StreamId;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.review.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a post again from its record: from its entries, and from the versions and plans that they pin by digest. What came of
 * each entry is taken as it was recorded; nothing is decided anew, so the rules and the people of today change nothing of it.
 */
public final class Rebuilding {
    private final Map<Integer, Version> versions;
    private final Map<Integer, Plan> plans;

    /**
     * Of one post.
     *
     * @param versions all of them
     * @param plans by number of the round
     */
    public Rebuilding(List<Version> versions, Map<Integer, Plan> plans) {
        this.versions = versions.stream().collect(Collectors.toMap(Version::number, Function.identity()));
        this.plans = Map.copyOf(plans);
    }

    /**
     * The post after all its entries.
     *
     * @param entries in order, from the first; at least one
     * @throws NotRebuiltException where they do not tell one
     */
    public Post after(List<AuditEntry> entries) {
        @Nullable Post post = null;
        for (AuditEntry entry : entries) post = after(post, entry);
        if (post == null) throw new IllegalArgumentException("A post has at least the entry that made it");
        return post;
    }

    /**
     * The post after its next entry. A command may have several: between them, it is on its way from one state to another.
     *
     * @param before after the entry before; null before the first
     * @throws NotRebuiltException where the entry does not follow
     */
    public Post after(@Nullable Post before, AuditEntry entry) {
        PostId post = before == null ? new PostId(entry.stream().id()) : before.id();
        try {
            needNext(post, before, entry);
            ApprovalEvent event = Effects.told(entry)
                    .orElseThrow(() -> refused(
                            post,
                            entry,
                            "tells '%s', which this release does not know of posts".formatted(entry.action())));
            Post reached = before == null ? made(post, entry, event) : led(before, entry, event);
            return reached.at(entry.head());
        } catch (NotRebuiltException refused) {
            throw refused;
        } catch (RuntimeException broken) {
            throw new NotRebuiltException(post, entry.seq(), broken);
        }
    }

    private static void needNext(PostId post, @Nullable Post before, AuditEntry entry) {
        Head head = before == null ? Head.START : before.head();
        if (!entry.stream().equals(StreamId.of(post))) throw refused(post, entry, "is of " + entry.stream());
        if (before != null && !entry.workspace().equals(before.workspace()))
            throw refused(post, entry, "is of the workspace " + entry.workspace());
        if (entry.seq() != head.seq() + 1)
            throw refused(post, entry, "stands where entry %d belongs".formatted(head.seq() + 1));
        Digest hash = Trail.hash(entry.workspace(), entry.stream(), entry.seq(), head.hash(), entry.bytes());
        if (!hash.equals(entry.hash()))
            throw refused(post, entry, "has another hash than its bytes and the entry before give");
        if (!entry.projects()) throw refused(post, entry, "has a column that differs from its hashed bytes");
    }

    private Post made(PostId id, AuditEntry entry, ApprovalEvent event) {
        if (!(event instanceof PostEvent.Created made))
            throw refused(id, entry, "tells '%s' before the post was made".formatted(entry.action()));
        return Course.begun(entry.workspace(), id, made, written(id, 1, entry));
    }

    private Post led(Post before, AuditEntry entry, ApprovalEvent event) {
        Course course = new Course(before);
        course.status = PostStatus.valueOf(String.valueOf(entry.subject().to()));
        course.version = version(before, entry, event);
        if (event instanceof PostEvent.Submitted submitted) course.plan(plan(before.id(), entry, submitted));
        Effects.of(event, course, new Effects.Mark(entry.actor(), entry.at()));
        return course.post();
    }

    /** The one that the entry leaves, which for all entries of an edit is the one that it wrote. A comment is about any. */
    private Version version(Post before, AuditEntry entry, ApprovalEvent event) {
        Version about = pinned(before.id(), entry);
        if (event instanceof PostEvent.Commented
                || about.number() == before.version().number()) return before.version();
        return written(before.id(), before.version().number() + 1, entry);
    }

    /** The one of this number that the entry tells to have been written. */
    private Version written(PostId post, int number, AuditEntry entry) {
        Version version = pinned(post, entry);
        needPinned(post, entry, version, version.content().digest());
        if (version.number() != number)
            throw refused(
                    post, entry, "is about version %d where version %d belongs".formatted(version.number(), number));
        if (!version.editedBy().equals(entry.actor().id())
                || !version.editedAt().equals(entry.at()))
            throw refused(
                    post,
                    entry,
                    "tells that %s wrote version %d at %s, and what is kept of it says %s at %s"
                            .formatted(entry.actor().id(), number, entry.at(), version.editedBy(), version.editedAt()));
        return version;
    }

    /** The one that the entry is about. */
    private Version pinned(PostId post, AuditEntry entry) {
        Version version = versions.get(entry.subject().version());
        if (version == null)
            throw refused(
                    post,
                    entry,
                    "pins version %s, which is missing"
                            .formatted(entry.subject().version()));
        needPinned(post, entry, version, version.digest());
        return version;
    }

    private static void needPinned(PostId post, AuditEntry entry, Version version, Digest kept) {
        needPinned(post, entry, "version " + version.number(), entry.subject().digest(), kept);
    }

    private Plan plan(PostId post, AuditEntry entry, PostEvent.Submitted submitted) {
        Plan plan = plans.get(submitted.round());
        if (plan == null)
            throw refused(post, entry, "pins the plan of round %d, which is missing".formatted(submitted.round()));
        needPinned(post, entry, "the plan of round " + submitted.round(), submitted.plan(), plan.pin());
        return plan;
    }

    private static void needPinned(PostId post, AuditEntry entry, String what, @Nullable Digest pin, Digest kept) {
        if (!kept.equals(pin))
            throw refused(
                    post, entry, "pins %s by the digest %s, and what is kept of it has %s".formatted(what, pin, kept));
    }

    private static NotRebuiltException refused(PostId post, AuditEntry entry, String why) {
        return new NotRebuiltException(post, entry.seq(), why);
    }
}
