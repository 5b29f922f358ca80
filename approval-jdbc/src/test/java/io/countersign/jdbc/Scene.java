package io.countersign.jdbc;

import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.audit.Recorded;
import io.countersign.canonical.Erasable;
import io.countersign.contract.ApproverFixture;
import io.countersign.contract.Deeds;
import io.countersign.contract.People;
import io.countersign.contract.PostFixture;
import io.countersign.contract.StageFixture;
import io.countersign.identity.Actor;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.review.Verdict;
import io.countersign.store.ApprovalStore;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A workspace in which things are done to the store under test. */
record Scene(ApprovalStore store, WorkspaceId workspace) {
    static Scene in(ApprovalStore store) {
        return new Scene(store, new WorkspaceId("acme"));
    }

    Instant now() {
        return store.now();
    }

    Save making(PostFixture fixture) {
        return fixture.of(workspace.value()).made(now());
    }

    Post draft() {
        return saved(making(aPost()));
    }

    Save submitting(Post post, StageFixture... stages) {
        return doing(People.ADA, post, Deeds.submission(workspace, null, stages));
    }

    Post inReview(StageFixture... stages) {
        return saved(submitting(draft(), stages));
    }

    List<Post> inReview(int number, StageFixture... stages) {
        return IntStream.range(0, number).mapToObj(i -> inReview(stages)).toList();
    }

    /** With a note. */
    Save approving(Actor actor, Post post) {
        Erasable note = Deeds.text("Fine. \uD83D\uDE80");
        return doing(actor, post, Deeds.decision(post, Verdict.APPROVE, note), note);
    }

    Save doing(Actor actor, Post post, PostCommand command, Erasable... texts) {
        return Deeds.of(post, command, new Situation(actor, Roster.EMPTY, now()), texts);
    }

    Approver approver(String name) {
        return saved(ApproverFixture.anApprover(name).of(workspace.value()).registered(now()));
    }

    Link link(Approver approver) {
        return saved(aLinkTo(approver).made(now()));
    }

    Link did(Link link, LinkCommand command) {
        return saved(Deeds.of(link, command, People.RITA, now()));
    }

    Changes all(Save... saves) {
        return Changes.all(workspace, List.of(saves));
    }

    Post read(Post post) {
        return store.posts(workspace, List.of(post.id())).items().get(0);
    }

    boolean has(Post post) {
        return !store.posts(workspace, List.of(post.id())).items().isEmpty();
    }

    @SuppressWarnings("unchecked") // A store gives back the kind of thing that it was given.
    <T extends Recorded> T saved(Save save) {
        Committed committed = store.commit(all(save));
        assertThat(committed.whole()).isTrue();
        return (T) committed.saved().get(0);
    }
}
