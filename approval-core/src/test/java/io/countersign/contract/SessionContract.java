package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.LinkFixture.credentials;
import static io.countersign.contract.People.RITA;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.Session;
import io.countersign.link.SessionToken;
import io.countersign.store.Changes;
import io.countersign.store.LinkReads;
import io.countersign.store.SessionChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Review sessions. */
interface SessionContract extends StoreUnderTest {
    @Test
    default void every_field_of_a_session_is_read_as_it_was_saved() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        Session session = acme.unlocked(link);
        assertThat(store().session(session.id()))
                .contains(new LinkReads.Seated(session, acme.read(link), nora, false, acme.now()));
        assertThat(store().session(SessionToken.random().id())).isEmpty();
    }

    @Test
    default void what_a_session_has_seen_is_kept() {
        World acme = in("acme");
        Session session = acme.unlocked(acme.has(aLinkTo(acme.has(anApprover("Nora")))));
        for (int i = 0; i < 200; i++) session = session.viewing(new PostId(Deeds.freshId(acme.now())), i);
        clock().pass(Duration.ofMinutes(3));
        session = session.seen(acme.now());
        change(acme, new SessionChange.Seen(session));
        assertThat(read(session)).isEqualTo(session);
        clock().pass(Duration.ofMinutes(3));
        session = session.seen(acme.now());
        change(acme, new SessionChange.Seen(session));
        assertThat(read(session)).isEqualTo(session);
    }

    @Test
    default void a_closed_session_is_gone_and_no_later_call_brings_it_back() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Session closed = acme.unlocked(link);
        Session open = acme.unlocked(acme.read(link));
        change(acme, new SessionChange.Close(acme.id(), closed.id()));
        assertThat(store().session(closed.id())).isEmpty();
        change(acme, new SessionChange.Seen(closed.seen(acme.now())));
        assertThat(store().session(closed.id())).isEmpty();
        change(acme, new SessionChange.Close(acme.id(), closed.id()));
        assertThat(read(open)).isEqualTo(open);
    }

    @Test
    default void S_81_a_session_is_closed_in_its_own_workspace_only() {
        World acme = in("acme");
        Session session = acme.unlocked(acme.has(aLinkTo(acme.has(anApprover("Nora")))));
        change(in("other"), new SessionChange.Close(in("other").id(), session.id()));
        assertThat(read(session)).isEqualTo(session);
    }

    @Test
    default void a_session_is_found_whatever_became_of_its_link_and_approver() {
        World acme = in("acme");
        Approver nora = acme.has(anApprover("Nora"));
        Link link = acme.has(aLinkTo(nora));
        Session session = acme.unlocked(link);
        acme.did(RITA, acme.read(link), new LinkCommand.Regenerate(credentials("another")));
        Link revoked = acme.did(RITA, acme.read(link), new LinkCommand.Revoke());
        Approver gone = acme.loses(nora);
        clock().pass(Duration.ofDays(400));
        LinkReads.Seated seated = store().session(session.id()).orElseThrow();
        assertThat(seated).isEqualTo(new LinkReads.Seated(session, acme.read(link), gone, false, acme.now()));
        assertThat(seated.link().revokedAt()).isEqualTo(revoked.revokedAt());
        assertThat(seated.session().generation()).isEqualTo(1);
    }

    @Test
    default void several_changes_of_sessions_come_together() {
        World acme = in("acme");
        Link link = acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        Session one = acme.unlocked(link);
        Session two = acme.opening(link);
        acme.commit(Changes.all(acme.id(), List.of())
                .with(new SessionChange.Close(acme.id(), one.id()), new SessionChange.Open(two)));
        assertThat(store().session(one.id())).isEmpty();
        assertThat(read(two)).isEqualTo(two);
    }

    private void change(World world, SessionChange change) {
        world.commit(Changes.all(world.id(), List.of()).with(change));
    }

    private Session read(Session session) {
        return store().session(session.id()).orElseThrow().session();
    }
}
