package io.countersign.contract;

import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.Recorded;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.Member;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.Session;
import io.countersign.link.SessionLimits;
import io.countersign.link.SessionToken;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.review.Verdict;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.RoutingPolicy;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkReads;
import io.countersign.store.LinkUse;
import io.countersign.store.Save;
import io.countersign.store.SessionChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A workspace in a store, in which things are done: each is decided by the real rules, committed, and must be saved.
 * Names that end in {@code ing} only prepare what the others commit.
 */
public final class World {
    private final ApprovalStore store;
    private final WorkspaceId workspace;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    World(ApprovalStore store, String workspace) {
        this.store = store;
        this.workspace = new WorkspaceId(workspace);
    }

    public WorkspaceId id() {
        return workspace;
    }

    public Instant now() {
        return store.now();
    }

    /** The host's directory has these users in a group. */
    public World knowing(String group, String... users) {
        groups.put(group, Set.of(users));
        return this;
    }

    /** What a rule needs to know when this actor calls. */
    public Situation situation(Actor actor) {
        return new Situation(actor, new Roster(members, Map.of(), groups), now());
    }

    public Post draft() {
        return has(aPost());
    }

    public Post has(PostFixture fixture) {
        return saved(making(fixture));
    }

    /** The making of a post. */
    public Save making(PostFixture fixture) {
        return fixture.of(workspace.value()).made(now());
    }

    public Approver has(ApproverFixture fixture) {
        Approver approver = saved(fixture.of(workspace.value()).registered(now()));
        members.add(approver.member());
        return approver;
    }

    public Approver loses(Approver approver) {
        members.remove(approver.member());
        return saved(ApproverFixture.deleted(approver, now()));
    }

    public Link has(LinkFixture fixture) {
        return saved(fixture.made(now()));
    }

    public PolicyVersion has(RoutingPolicy policy) {
        return saved(Deeds.policy(store.policy(workspace), policy, People.RITA, now()));
    }

    /** Does something to a post. */
    public Post did(Actor actor, Post post, PostCommand command, Erasable... texts) {
        return saved(doing(actor, post, command, texts));
    }

    public Save doing(Actor actor, Post post, PostCommand command, Erasable... texts) {
        return Deeds.of(post, command, situation(actor), texts);
    }

    public Post submitted(Post post, StageFixture... stages) {
        return did(People.ADA, post, Deeds.submission(workspace, null, stages));
    }

    public Post edited(Post post, PostFixture fixture) {
        return saved(editing(post, fixture));
    }

    public Save editing(Post post, PostFixture fixture) {
        return doing(People.ADA, post, new PostCommand.Edit(post.version().number(), fixture.form()));
    }

    public Post approved(Actor actor, Post post) {
        return saved(approving(actor, post));
    }

    public Save approving(Actor actor, Post post) {
        return doing(actor, post, Deeds.decision(post, Verdict.APPROVE, null));
    }

    public Post refused(Actor actor, Post post, Verdict verdict, String why) {
        Erasable note = Deeds.text(why);
        return did(actor, post, Deeds.decision(post, verdict, note), note);
    }

    /** Does something to a link. */
    public Link did(Actor actor, Link link, LinkCommand command) {
        return saved(Deeds.of(link, command, actor, now()));
    }

    /** A session that unlocking the link opens. */
    public Session unlocked(Link link) {
        Session session = opening(link);
        LinkUse use = new LinkUse(workspace, link.id(), link.generation(), true);
        Save unlock = Deeds.of(link, new LinkCommand.Opened(link.generation()), People.RITA, now());
        commit(Changes.all(workspace, List.of(unlock)).with(use).with(new SessionChange.Open(session)));
        return session;
    }

    public Session opening(Link link) {
        return Session.open(SessionToken.random(), link, now(), SessionLimits.STANDARD);
    }

    /** The use that a session's decision makes of its link. */
    public LinkUse using(Link link) {
        return new LinkUse(workspace, link.id(), link.generation(), false);
    }

    /** Saves one step, which must be saved. */
    @SuppressWarnings("unchecked") // A store gives back the kind of thing that it was given.
    public <T extends Recorded> T saved(Save save) {
        return (T) commit(Changes.all(workspace, List.of(save))).saved().get(0);
    }

    /** Commits what must hold as a whole. */
    public Committed commit(Changes changes) {
        Committed committed = store.commit(changes);
        assertThat(committed.whole()).as("all of it holds").isTrue();
        assertThat(committed.saved()).as("what was saved").hasSameSizeAs(changes.saves());
        return committed;
    }

    /** The post as the store has it. */
    public Post read(PostId id) {
        List<Post> found = store.posts(workspace, List.of(id)).items();
        assertThat(found).as("posts of one id").hasSize(1);
        return found.get(0);
    }

    public Post read(Post post) {
        return read(post.id());
    }

    /** The link as the store has it. */
    public Link read(Link link) {
        return store.link(link.id()).map(LinkReads.Opened::link).orElseThrow();
    }
}
