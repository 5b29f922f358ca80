package io.countersign.memory;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Session;
import io.countersign.link.Usage;
import io.countersign.notice.Notice;
import io.countersign.post.Post;
import io.countersign.review.Plan;
import io.countersign.routing.PolicyVersion;
import io.countersign.store.Answer;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Found;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkUse;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.RoutedRound;
import io.countersign.store.Selection;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory, for tests and trials: it behaves as a store on a database does, but for transactions of the
 * host, in which it takes no part, and everything is gone with the process. Thread safe; one call at a time.
 */
public final class InMemoryApprovalStore extends Overview implements ApprovalStore {
    /** An empty store on the system's clock. */
    public InMemoryApprovalStore() {
        this(InstantSource.system());
    }

    /** An empty store on this clock, whose times it cuts to microseconds. */
    public InMemoryApprovalStore(InstantSource time) {
        super(time);
    }

    /** Never: there is nothing to take part in. */
    @Override
    public boolean joined() {
        return false;
    }

    @Override
    public Committed commit(Changes changes) {
        Commit commit = new Commit(changes);
        return alone(() -> commit.applyTo(tables, now()));
    }

    @Override
    public List<Committed> locked(Selection selection, LockedDecision decision) {
        return alone(() -> {
            Instant now = now();
            LinkUse use = selection instanceof Selection.These these ? these.use() : null;
            if (use != null && !tables.isUsable(use, now)) return List.of(Committed.LINK_ENDED);
            if (use != null) tables.links.use(use, now);
            List<Committed> committed = new ArrayList<>();
            for (Changes changes : decision.decide(selected(selection, now), now))
                committed.add(new Commit(changes).applyTo(tables, now));
            return committed;
        });
    }

    @Override
    public boolean count(Link link, Usage next) {
        return alone(() -> tables.links.count(link, next));
    }

    @Override
    public int failures(WorkspaceId workspace, LinkId link, Digest device) {
        return alone(() -> tables.links.failures(workspace, link, device));
    }

    @Override
    public boolean count(Link link, Digest device, int failures) {
        return alone(() -> tables.links.count(link, device, failures, now()));
    }

    @Override
    public int prune(Instant before, int limit) {
        return alone(() -> tables.links.prune(before, limit));
    }

    @Override
    public Found<Post> posts(WorkspaceId workspace, Collection<PostId> ids) {
        return alone(() -> new Found<>(tables.space(workspace).posts(ids), now()));
    }

    @Override
    public Optional<Governed> governed(WorkspaceId workspace, PostId id) {
        return alone(() -> {
            Space space = tables.space(workspace);
            PolicyVersion policy = space.policyOr(PolicyVersion.none(workspace));
            return space.posts(List.of(id)).stream()
                    .map(post -> new Governed(post, policy, now()))
                    .findFirst();
        });
    }

    @Override
    public Page<Post> posts(WorkspaceId workspace, PostFilter filter, PageRequest page) {
        return alone(() -> tables.space(workspace).posts(filter, page));
    }

    @Override
    public Page<Post> assigned(
            WorkspaceId workspace,
            Collection<ReviewerRef> refs,
            boolean open,
            @Nullable Set<PostId> only,
            PageRequest page) {
        return alone(() -> tables.space(workspace).assigned(refs, open, only, page));
    }

    @Override
    public Page<Post> inReview(PageRequest page) {
        return alone(() -> tables.inReview(page));
    }

    @Override
    public List<Version> versions(WorkspaceId workspace, PostId id) {
        return alone(() -> tables.space(workspace).versions(id));
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, Collection<PostId> ids) {
        return alone(() -> tables.space(workspace).texts(ids));
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, PostId id, Collection<Digest> commitments) {
        return alone(() -> tables.space(workspace).texts(id, commitments));
    }

    @Override
    public Found<Approver> approvers(WorkspaceId workspace, Collection<ApproverId> ids) {
        return alone(() -> new Found<>(tables.space(workspace).approvers(ids), now()));
    }

    @Override
    public Page<Approver> approvers(WorkspaceId workspace, PageRequest page) {
        return alone(() -> tables.space(workspace).approvers(page));
    }

    @Override
    public List<Approver> meant(WorkspaceId workspace, Collection<ReviewerRef> refs) {
        return alone(() -> tables.space(workspace).meant(refs));
    }

    @Override
    public People people(WorkspaceId workspace, Collection<ReviewerRef> refs, Collection<Person> delegates) {
        return alone(() -> {
            Space space = tables.space(workspace);
            return new People(space.meant(refs), space.delegations(delegates, now()));
        });
    }

    @Override
    public Found<Deputies> deputies(WorkspaceId workspace, Collection<Person> persons) {
        return alone(() -> new Found<>(tables.space(workspace).deputies(persons), now()));
    }

    @Override
    public PolicyVersion policy(WorkspaceId workspace) {
        return alone(() -> tables.space(workspace).policyOr(PolicyVersion.none(workspace)));
    }

    @Override
    public List<RoutedRound> routed(
            WorkspaceId workspace, Instant from, Instant to, @Nullable RoutedRound after, int limit) {
        return alone(() -> tables.space(workspace).rounds().within(from, to, after, limit));
    }

    @Override
    public Map<Integer, Plan> plans(WorkspaceId workspace, PostId id) {
        return alone(() -> tables.space(workspace).rounds().of(id));
    }

    @Override
    public Optional<Opened> link(LinkId id) {
        return alone(() -> opened(tables.links.link(id)));
    }

    @Override
    public Optional<Seated> session(Digest id) {
        return alone(() -> {
            Session session = tables.links.session(id);
            return session == null
                    ? Optional.empty()
                    : opened(tables.links.link(session.link())).map(opened -> seated(session, opened));
        });
    }

    @Override
    public Page<Link> links(WorkspaceId workspace, LinkFilter filter, PageRequest page) {
        return alone(() -> tables.links.page(workspace, filter, page, now()));
    }

    @Override
    public Map<LinkStatus, Long> linkCounts(WorkspaceId workspace) {
        return alone(() -> tables.links.counts(workspace, now()));
    }

    @Override
    public List<Link> ending(@Nullable Link after, int limit) {
        return alone(() -> tables.links.ending(after, limit, now()));
    }

    @Override
    public Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page) {
        return alone(() -> tables.space(workspace).chains().page(filter, page));
    }

    @Override
    public Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page) {
        return alone(() -> tables.space(workspace).chains().told(stream, action, page));
    }

    @Override
    public List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit) {
        return alone(() -> tables.space(workspace).chains().of(stream, afterSeq, limit));
    }

    @Override
    public List<Chain> chains(WorkspaceId workspace, @Nullable StreamId after, int limit) {
        return alone(() -> tables.space(workspace).chains(after, limit));
    }

    @Override
    public Optional<Answer> answer(WorkspaceId workspace, String caller, String key) {
        return alone(() -> tables.space(workspace).answer(caller, key, now()));
    }

    @Override
    public Optional<Held> takeNotices(Duration lease, int limit) {
        return alone(() -> tables.notices.take(lease, limit, now()));
    }

    @Override
    public boolean settle(Held held, List<Notice> done, List<Notice> instead) {
        return alone(() -> tables.notices.settle(held, done, instead, now()));
    }

    @Override
    public void release(Held held) {
        alone(() -> {
            tables.notices.release(held, now());
            return held;
        });
    }

    /** Forgets a thing, but not its entries: what no call does, and what verification must find. */
    boolean lose(WorkspaceId workspace, StreamId stream) {
        return alone(() -> tables.space(workspace).lose(stream));
    }

    private List<Post> selected(Selection selection, Instant now) {
        if (selection instanceof Selection.These these)
            return tables.space(these.workspace()).posts(these.ids());
        return tables.agenda.due((Selection.Due) selection, now);
    }

    private Seated seated(Session session, Opened opened) {
        List<Person> approver = List.of(opened.approver().member().person());
        boolean deputy = !tables.space(opened.link().workspace())
                .delegations(approver, opened.now())
                .isEmpty();
        return new Seated(session, opened.link(), opened.approver(), deputy, opened.now());
    }

    private Optional<Opened> opened(@Nullable Link link) {
        if (link == null) return Optional.empty();
        Approver approver = tables.space(link.workspace()).approver(link.approver());
        return approver == null ? Optional.empty() : Optional.of(new Opened(link, approver, now()));
    }
}
