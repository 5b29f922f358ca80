package io.countersign.jdbc;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.DecisionForm;
import io.countersign.DelegationForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.approver.Approver;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.ReviewerRef;
import io.countersign.link.SessionToken;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** What whole calls cost in round trips, from the first read to the commit; delegation costs only where somebody delegated. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CallTripsTest {
    private @Nullable Pool pool;

    private record Desk(Pool pool, Office office) {
        void takes(int trips, Runnable call) {
            pool.trips();
            call.run();
            assertThat(pool.trips()).hasSize(trips);
        }

        Post submitted() {
            Post draft = office.draft("Hello");
            office.approvals.posts().submit(office.as("maya"), draft.id(), null);
            return draft;
        }

        void approve(Call call, Post post) {
            office.approvals.reviews().decide(call, DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Fine."));
        }

        Call client(SessionToken token) {
            return office.approvals.sessions().session(token).call();
        }

        void delegated(ReviewerRef from, ReviewerRef to) {
            Instant tomorrow = office.store.now().plus(Duration.ofDays(1));
            office.approvals.delegations().give(office.as("admin"), from, new DelegationForm(to, null, tomorrow));
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    private Desk desk(Database database) throws SQLException {
        Pool fresh = database.fresh();
        pool = fresh;
        return new Desk(fresh, new Office(JdbcApprovalStore.on(fresh).build(), new HandClock()));
    }

    @Each
    void a_post_is_rebuilt_in_three(Database database) throws SQLException {
        Desk desk = desk(database);
        desk.office().wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        Post post = desk.submitted();
        desk.takes(
                3, () -> desk.office().approvals.records().rebuild(desk.office().as("admin"), post.id()));
    }

    @Each
    void a_submission_and_a_decision_of_a_user_take_five_each(Database database) throws SQLException {
        Desk desk = desk(database);
        desk.office().wanting(stage("legal", 0, Quorum.ANY, "group:legal"), stage("boss", 10, Quorum.ANY, "user:vera"));
        desk.approve(desk.office().as("lena"), desk.submitted());
        Post draft = desk.office().draft("Hello");
        desk.takes(5, () -> desk.office().approvals.posts().submit(desk.office().as("maya"), draft.id(), null));
        desk.takes(5, () -> desk.approve(desk.office().as("lena"), draft));
    }

    @Each
    void a_decision_through_a_link_takes_six(Database database) throws SQLException {
        Desk desk = desk(database);
        Office office = desk.office();
        Approver nora = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Nora", null));
        SessionToken token = unlocked(office, nora).token();
        office.wanting(stage("client", 0, Quorum.ANY, "approver:" + nora.id(), "user:vera"));
        desk.approve(desk.client(token), desk.submitted());
        Post post = desk.submitted();
        desk.takes(6, () -> desk.approve(desk.client(token), post));
    }

    @Each
    void a_decision_of_a_delegate_takes_one_more_for_each_hop(Database database) throws SQLException {
        Desk desk = desk(database);
        Office office = desk.office();
        office.wanting(stage("boss", 0, Quorum.ANY, "user:vera"));
        desk.approve(office.as("vera"), desk.submitted());
        desk.delegated(user("vera"), user("lou"));
        Post first = desk.submitted();
        desk.takes(6, () -> desk.approve(office.as("lou"), first));
        desk.delegated(user("lou"), user("lena"));
        Post second = desk.submitted();
        desk.takes(7, () -> desk.approve(office.as("lena"), second));
        Post third = desk.submitted();
        desk.takes(5, () -> desk.approve(office.as("vera"), third));
    }

    private static ReviewSession unlocked(Office office, Approver approver) {
        IssuedLink link = office.approvals.links().create(office.as("admin"), LinkForm.of(approver.id()));
        return office.approvals
                .sessions()
                .unlock(link.token().reveal(), Objects.requireNonNull(link.password()), null, null);
    }

    private static ReviewerRef user(String id) {
        return new ReviewerRef.User(id);
    }
}
