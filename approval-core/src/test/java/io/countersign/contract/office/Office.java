package io.countersign.contract.office;

import static io.countersign.identity.Permission.APPROVER_MANAGE;
import static io.countersign.identity.Permission.AUDIT_READ;
import static io.countersign.identity.Permission.LINK_MANAGE;
import static io.countersign.identity.Permission.POST_RELEASE;
import static io.countersign.identity.Permission.POST_WRITE;
import static io.countersign.identity.Permission.RETENTION_MANAGE;
import static io.countersign.identity.Permission.REVIEW;
import static io.countersign.identity.Permission.ROUTING_MANAGE;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.approver.Approver;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.contract.HandClock;
import io.countersign.identity.Actor;
import io.countersign.identity.Delegation;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostForm;
import io.countersign.post.Terms;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Save;
import io.countersign.store.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The host: maya and mark write, rita releases, lena and lou are legal, vera is the boss, and a client without an account
 * decides through a link.
 */
public final class Office {
    public static final WorkspaceId ACME = new WorkspaceId("acme");
    public static final Target LINKEDIN = new Target(new Channel("LINKEDIN"), "acme-corp");
    /** Two attempts, so that a history comes to their end. */
    public static final Terms TERMS =
            new Terms(Terms.DEFAULT.missedGrace(), false, Duration.ofMinutes(5), 2, Terms.DEFAULT.backoff());

    private static final Map<String, Set<String>> GROUPS =
            Map.of("legal", Set.of("lena", "lou"), "marketing", Set.of("mark", "maya"));

    public final HandClock clock;
    public final Channels channels = new Channels();
    public final Labeller labeller = new Labeller();
    public final CountingHasher hasher = new CountingHasher();
    public final Approvals approvals;
    public final ApprovalStore store;
    private final People people = new People();
    private final List<Delegation> delegations = new ArrayList<>();
    private @Nullable ReviewSession session;

    public Office(ApprovalStore store, HandClock clock) {
        this(store, clock, TERMS);
    }

    public Office(ApprovalStore store, HandClock clock, Terms terms) {
        this(store, clock, terms, builder -> {});
    }

    /** With more that is set, or other than here. */
    public Office(ApprovalStore store, HandClock clock, Terms terms, Consumer<Approvals.Builder> more) {
        this.clock = clock;
        this.store = store;
        Approvals.Builder builder = Approvals.on(store)
                .publisher(channels)
                .terms(terms)
                .directory(people)
                .classifier(labeller, Duration.ofMinutes(1))
                .passwordHasher(hasher)
                .baseUrl("https://posts.example/approval");
        more.accept(builder);
        approvals = builder.build();
    }

    /** A user of the host. */
    public Call as(String user) {
        return Call.of(ACME, Actor.user(user, permissions(user), groups(user)));
    }

    /** The client, through a link that opens everything that waits for them. */
    public Call client() {
        ReviewSession open = session;
        if (open == null) {
            Approver client =
                    approvals.approvers().register(as("admin"), ApproverForm.external("Client", "client@example.com"));
            IssuedLink link = approvals.links().create(as("admin"), LinkForm.of(client.id()));
            open = approvals
                    .sessions()
                    .unlock(link.token().reveal(), java.util.Objects.requireNonNull(link.password()), null, null);
            session = open;
        }
        return open.call();
    }

    /** How the client is asked. */
    public ReviewerRef clientRef() {
        client();
        return new ReviewerRef.Approver(
                java.util.Objects.requireNonNull(session).approver().id());
    }

    /** The workspace wants these stages for every post, one after the other in the order given. */
    public Office wanting(StageRule... stages) {
        List<String> names = List.of(stages).stream().map(StageRule::name).toList();
        return wanting(RoutingPolicy.of(List.of(stages), List.of(), names));
    }

    public Office wanting(RoutingPolicy policy) {
        approvals.routing().put(as("admin"), policy);
        return this;
    }

    public static StageRule stage(String name, int order, Quorum quorum, String... reviewers) {
        return StageRule.of(
                name, order, List.of(reviewers).stream().map(ReviewerRef::parse).toList(), quorum);
    }

    /** Leaves every group. */
    public void leave(String user) {
        people.gone.add(user);
    }

    /** Whoever left is back in their groups. */
    public void returnAll() {
        people.gone.clear();
    }

    /** Remembers that one may decide in another's place. */
    void delegated(Delegation delegation) {
        delegations.add(delegation);
    }

    /** In whose places a person may decide now: three hops at most, none of them over somebody who is barred. */
    Set<String> placesOf(String person, Set<String> barred) {
        Set<String> places = new LinkedHashSet<>();
        Set<String> reached = Set.of(person);
        for (int hop = 0; hop < 3; hop++) {
            Set<String> next = new LinkedHashSet<>();
            for (Delegation one : delegations)
                if (one.covers(store.now()) && reached.contains(one.delegate().ref()))
                    next.add(one.delegator().ref());
            next.removeAll(barred);
            next.remove(person);
            next.removeAll(places);
            places.addAll(next);
            reached = next;
        }
        return places;
    }

    /** The people that a reference means now, in the words of the record. */
    Set<String> meaning(ReviewerRef ref) {
        if (ref instanceof ReviewerRef.Group group)
            return people.membersOf(ACME, group.name()).stream()
                    .map(user -> "user:" + user)
                    .collect(java.util.stream.Collectors.toSet());
        return Set.of(ref.toString());
    }

    /** A post of maya's, as a draft. */
    public Post draft(String caption) {
        return approvals.posts().create(as("maya"), PostForm.of(LINKEDIN, caption));
    }

    /** A dispatcher claims what is due, and dies before it calls the publisher. */
    public void claimAndCrash() {
        store.locked(new Selection.Due(100, TERMS.missedGrace()), (due, now) -> {
            List<Save> saves = new ArrayList<>();
            for (Post post : due) {
                Outcome outcome = new PostCommand.Pass(channels.capability()).applyTo(post, situation(now), TERMS);
                if (outcome instanceof Outcome.Changed changed) saves.add(Ledger.save(post, changed, now));
            }
            return List.of(Changes.each(ACME, saves));
        });
    }

    /** Only the system acts. */
    public Situation nobody() {
        return situation(store.now());
    }

    private static Situation situation(Instant now) {
        return new Situation(Actor.SYSTEM, Roster.EMPTY, now);
    }

    public Post now(PostId id) {
        return approvals.posts().get(as("admin"), id);
    }

    private static Set<Permission> permissions(String user) {
        return switch (user) {
            case "maya" -> EnumSet.of(POST_WRITE, REVIEW);
            case "mark" -> EnumSet.of(POST_WRITE, REVIEW);
            case "rita" -> EnumSet.of(POST_RELEASE);
            case "lena", "lou", "vera" -> EnumSet.of(REVIEW);
            case "admin" ->
                EnumSet.of(
                        POST_WRITE,
                        POST_RELEASE,
                        REVIEW,
                        LINK_MANAGE,
                        APPROVER_MANAGE,
                        ROUTING_MANAGE,
                        AUDIT_READ,
                        RETENTION_MANAGE);
            default -> EnumSet.noneOf(Permission.class);
        };
    }

    private Set<String> groups(String user) {
        return people.groupsOf(ACME, user);
    }

    private static final class People implements Directory {
        private final Set<String> gone = ConcurrentHashMap.newKeySet();

        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            if (gone.contains(userId)) return Set.of();
            return GROUPS.entrySet().stream()
                    .filter(group -> group.getValue().contains(userId))
                    .map(Map.Entry::getKey)
                    .collect(java.util.stream.Collectors.toSet());
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return GROUPS.getOrDefault(group, Set.of()).stream()
                    .filter(user -> !gone.contains(user))
                    .collect(java.util.stream.Collectors.toSet());
        }
    }
}
