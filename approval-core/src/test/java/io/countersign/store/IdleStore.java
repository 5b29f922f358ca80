package io.countersign.store;

import io.countersign.approver.Approver;
import io.countersign.approver.Deputies;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Version;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.link.Usage;
import io.countersign.notice.Notice;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.proof.LogLeaf;
import io.countersign.retention.RetentionRules;
import io.countersign.retention.Stub;
import io.countersign.review.Plan;
import io.countersign.routing.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says that everything was saved, keeps nothing, and knows nothing but the time. */
record IdleStore(InstantSource time) implements ApprovalStore {
    @Override
    public boolean joined() {
        return false;
    }

    @Override
    public Committed commit(Changes changes) {
        return new Committed(changes.saves().stream().map(Save::after).toList(), List.of(), false, false);
    }

    @Override
    public List<Committed> locked(Selection selection, LockedDecision decision) {
        return List.of();
    }

    @Override
    public boolean count(Link link, Usage next) {
        return true;
    }

    @Override
    public boolean count(Link link, Digest device, int failures) {
        return true;
    }

    @Override
    public int prune(Instant before, int limit) {
        return 0;
    }

    @Override
    public int failures(WorkspaceId workspace, LinkId link, Digest device) {
        return 0;
    }

    @Override
    public Found<Post> posts(WorkspaceId workspace, Collection<PostId> ids) {
        return new Found<>(List.of(), now());
    }

    @Override
    public Optional<Governed> governed(WorkspaceId workspace, PostId id) {
        return Optional.empty();
    }

    @Override
    public Page<Post> posts(WorkspaceId workspace, PostFilter filter, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Post> assigned(
            WorkspaceId workspace,
            Collection<ReviewerRef> refs,
            boolean open,
            @Nullable Set<PostId> only,
            PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<QueueCount> queues(WorkspaceId workspace) {
        return List.of();
    }

    @Override
    public Page<Post> queue(WorkspaceId workspace, String stage, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Post> owed(WorkspaceId workspace, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<Post> upcoming(WorkspaceId workspace, Instant from, Instant until, @Nullable Slot after, int limit) {
        return List.of();
    }

    @Override
    public Map<PostStatus, Long> postCounts(WorkspaceId workspace) {
        return Map.of();
    }

    @Override
    public RoundCount rounds(WorkspaceId workspace, Instant from, Instant to) {
        return new RoundCount(0, 0, 0);
    }

    @Override
    public List<Decision> decisions(
            WorkspaceId workspace, Instant from, Instant to, @Nullable Decision after, int limit) {
        return List.of();
    }

    @Override
    public Page<Post> inReview(PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<Version> versions(WorkspaceId workspace, PostId id) {
        return List.of();
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, Collection<PostId> ids) {
        return Map.of();
    }

    @Override
    public Map<Digest, String> texts(WorkspaceId workspace, PostId id, Collection<Digest> commitments) {
        return Map.of();
    }

    @Override
    public List<Erasable> erasables(WorkspaceId workspace, PostId id) {
        return List.of();
    }

    @Override
    public Found<Approver> approvers(WorkspaceId workspace, Collection<ApproverId> ids) {
        return new Found<>(List.of(), now());
    }

    @Override
    public Page<Approver> approvers(WorkspaceId workspace, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<Approver> meant(WorkspaceId workspace, Collection<ReviewerRef> refs) {
        return List.of();
    }

    @Override
    public People people(WorkspaceId workspace, Collection<ReviewerRef> refs, Collection<Person> delegates) {
        return People.NONE;
    }

    @Override
    public Found<Deputies> deputies(WorkspaceId workspace, Collection<Person> persons) {
        return new Found<>(List.of(), now());
    }

    @Override
    public PolicyVersion policy(WorkspaceId workspace) {
        return PolicyVersion.none(workspace);
    }

    @Override
    public List<RoutedRound> routed(
            WorkspaceId workspace, Instant from, Instant to, @Nullable RoutedRound after, int limit) {
        return List.of();
    }

    @Override
    public Map<Integer, Plan> plans(WorkspaceId workspace, PostId post) {
        return Map.of();
    }

    @Override
    public Optional<Opened> link(LinkId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Seated> session(Digest id) {
        return Optional.empty();
    }

    @Override
    public Page<Link> links(WorkspaceId workspace, LinkFilter filter, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Map<LinkStatus, Long> linkCounts(WorkspaceId workspace) {
        return Map.of();
    }

    @Override
    public List<Link> ending(@Nullable Link after, int limit) {
        return List.of();
    }

    @Override
    public Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Page<AuditEntry> entries(WorkspaceId workspace, TrailFilter filter, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<AuditEntry> told(WorkspaceId workspace, StreamId stream, String action, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public List<AuditEntry> stream(WorkspaceId workspace, StreamId stream, long afterSeq, int limit) {
        return List.of();
    }

    @Override
    public RetentionRules retention(WorkspaceId workspace) {
        return RetentionRules.none(workspace);
    }

    @Override
    public Map<Digest, String> retentionTexts(WorkspaceId workspace) {
        return Map.of();
    }

    @Override
    public List<PostId> resting(
            WorkspaceId workspace, Set<PostStatus> statuses, Instant before, @Nullable PostId after, int limit) {
        return List.of();
    }

    @Override
    public List<Stub> stubs(WorkspaceId workspace, long purge, int limit) {
        return List.of();
    }

    @Override
    public Stretch walk(WorkspaceId workspace, TrailFilter filter, @Nullable Place after, int limit) {
        return new Stretch(List.of(), null);
    }

    @Override
    public List<Walked> walk(WorkspaceId workspace, @Nullable Place after, int limit) {
        return List.of();
    }

    @Override
    public List<Unfounded> unfounded(WorkspaceId workspace, int limit) {
        return List.of();
    }

    @Override
    public List<Place> strays(WorkspaceId workspace, int limit) {
        return List.of();
    }

    @Override
    public List<WorkspaceId> recorded(@Nullable Instant since, @Nullable WorkspaceId after, int limit) {
        return List.of();
    }

    @Override
    public Optional<LogState> log(WorkspaceId workspace) {
        return Optional.empty();
    }

    @Override
    public List<LogLeaf> unlogged(WorkspaceId workspace, @Nullable Instant since, @Nullable String from, int limit) {
        return List.of();
    }

    @Override
    public boolean append(LogStep step) {
        return false;
    }

    @Override
    public List<Logged> leaves(WorkspaceId workspace, long from, int limit) {
        return List.of();
    }

    @Override
    public List<Logged> logged(WorkspaceId workspace, LogLeafRange range) {
        return List.of();
    }

    @Override
    public List<Digest> nodes(WorkspaceId workspace, int level, long from, int count) {
        return List.of();
    }

    @Override
    public List<KeptCheckpoint> checkpoints(WorkspaceId workspace, long after, int limit) {
        return List.of();
    }

    @Override
    public void anchored(WorkspaceId workspace, Anchored anchored) {}

    @Override
    public List<Anchored> anchorings(WorkspaceId workspace) {
        return List.of();
    }

    @Override
    public Optional<Answer> answer(WorkspaceId workspace, String caller, String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Held> takeNotices(Duration lease, int limit) {
        return Optional.empty();
    }

    @Override
    public boolean settle(Held held, List<Notice> done, List<Notice> instead) {
        return false;
    }

    @Override
    public void release(Held held) {}
}
