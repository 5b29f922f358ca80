package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.DecisionForm;
import io.countersign.IssuedLink;
import io.countersign.ReviewSession;
import io.countersign.audit.StreamId;
import io.countersign.canonical.Secret;
import io.countersign.contract.Race;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.link.LinkUnknownException;
import io.countersign.link.SessionExpiredException;
import io.countersign.link.SessionToken;
import io.countersign.problem.ApprovalException;
import io.countersign.review.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * A reviewer decides on two nodes, and unlocks once more, while their link ends on one of them: 200 times by revoking,
 * regenerating and expiring together, and 10,000 times in the endurance profile. Nothing may be done through it in a transaction that commits after that.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EndedLinkTest {
    private static final int ROUNDS = Boolean.getBoolean("countersign.endurance") ? 3_334 : 40;
    private static final int POSTS = 4;
    private static final String RECORDED = "Recorded";
    private static final String OVER = "session-expired";

    private TwoNodes nodes;

    /** How the rounds went for who decided, so that neither side always wins. */
    private final Set<String> seen = new TreeSet<>();

    @BeforeEach
    void start() throws SQLException {
        nodes = new TwoNodes();
    }

    @AfterEach
    void stop() throws SQLException {
        nodes.close();
    }

    /** What ends a link. */
    private interface Ending {
        @Nullable
        IssuedLink end(TwoNodes.Asked asked, int node);
    }

    /** One round's people: all start at one barrier, and the link ends when so many decisions were answered. */
    private final class Round {
        private final TwoNodes.Asked asked;
        private final Ending ending;
        private final int number;
        private final SessionToken token;
        private final List<ReviewSession> sessions = new ArrayList<>();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicBoolean late = new AtomicBoolean();
        private @Nullable IssuedLink next;
        private @Nullable SessionToken again;

        Round(int number, Ending ending) {
            this.asked = nodes.asked(POSTS);
            this.ending = ending;
            this.number = number;
            token = unlocked(0, asked.link()).token();
            for (int node = 0; node < 2; node++)
                sessions.add(nodes.node(node).sessions().session(token));
        }

        void run() throws Exception {
            List<List<String>> told = Race.of(4, this::runner);
            List<String> decided = new ArrayList<>(told.get(0));
            decided.addAll(told.get(1));
            seen.addAll(decided);
            assertThat(decided).isSubsetOf(RECORDED, OVER);
            assertThat(late).as("done after the link had ended").isFalse();
            for (int post = 0; post < POSTS; post++)
                assertThat(nodes.entries(asked.posts().get(post), "post.decided"))
                        .as("told %s", decided.get(post))
                        .hasSize(decided.get(post).equals(RECORDED) ? 1 : 0);
        }

        private Callable<List<String>> runner(int runner) {
            return switch (runner) {
                case 0, 1 -> () -> List.of(decides(runner, 2 * runner), decides(runner, 2 * runner + 1));
                case 2 ->
                    () -> {
                        while (answered.get() < number % (POSTS + 1)) Thread.onSpinWait();
                        next = ending.end(asked, number);
                        ended.set(true);
                        return List.of();
                    };
                default -> this::unlocksAgain;
            };
        }

        /** The first of each node in a call whose session was looked at before the barrier, the second in one of now. */
        private String decides(int node, int post) {
            boolean after = ended.get();
            String told;
            try {
                ReviewSession session = post % 2 == 0
                        ? sessions.get(node)
                        : nodes.node(node).sessions().session(token);
                DecisionForm form = DecisionForm.of(asked.posts().get(post), 1, Verdict.APPROVE, null);
                told = nodes.node(node)
                        .reviews()
                        .decide(session.call(), form)
                        .getClass()
                        .getSimpleName();
            } catch (ApprovalException refused) {
                told = refused.code();
            } finally {
                answered.incrementAndGet();
            }
            if (after && told.equals(RECORDED)) late.set(true);
            return told;
        }

        private List<String> unlocksAgain() {
            boolean after = ended.get();
            try {
                again = unlocked(number + 1, asked.link()).token();
                if (after) late.set(true);
            } catch (ApprovalException refused) {
                again = null;
            }
            return List.of();
        }

        /** Whatever was opened opens nothing any more, on any node. */
        void everySessionIsOver() {
            for (SessionToken one : again == null ? List.of(token) : List.of(token, again))
                for (int node = 0; node < 2; node++) {
                    int on = node;
                    assertThatThrownBy(() -> nodes.node(on).sessions().session(one))
                            .isInstanceOf(SessionExpiredException.class);
                }
        }

        void nothingWasDoneAfter(StreamId stream, String action) throws SQLException {
            assertThat(nodes.doneAfter(stream, action, asked.approver())).isEmpty();
        }

        StreamId link() {
            return StreamId.of(asked.link().link().id());
        }
    }

    private ReviewSession unlocked(int node, IssuedLink link) {
        Secret password = Objects.requireNonNull(link.password());
        return nodes.node(node).sessions().unlock(link.token().reveal(), password, null, null);
    }

    private static LinkId id(TwoNodes.Asked asked) {
        return asked.link().link().id();
    }

    @Test
    void S_11_and_S_43_no_decision_is_committed_after_the_revocation_of_its_link() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(i, (asked, node) -> {
                nodes.node(node).links().revoke(TwoNodes.host(), id(asked));
                return null;
            });
            round.run();
            round.everySessionIsOver();
            round.nothingWasDoneAfter(round.link(), "link.revoked");
        }
        assertThat(seen).containsExactly(RECORDED, OVER);
    }

    @Test
    void S_10_and_S_43_old_secret_and_sessions_do_nothing_after_the_commit_that_regenerates_a_link() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(
                    i, (asked, node) -> nodes.node(node).links().regenerate(TwoNodes.host(), id(asked), null));
            round.run();
            round.everySessionIsOver();
            round.nothingWasDoneAfter(round.link(), "link.regenerated");
            assertThatThrownBy(() -> unlocked(0, round.asked.link())).isInstanceOf(LinkUnknownException.class);
            opensAndDecides(Objects.requireNonNull(round.next), round.asked.posts());
        }
        assertThat(seen).containsExactly(RECORDED, OVER);
    }

    private void opensAndDecides(IssuedLink fresh, List<PostId> posts) {
        ReviewSession session = unlocked(1, fresh);
        for (PostId post : posts)
            assertThat(nodes.node(1)
                            .reviews()
                            .decide(session.call(), DecisionForm.of(post, 1, Verdict.APPROVE, null))
                            .getClass()
                            .getSimpleName())
                    .isIn(RECORDED, "AlreadyRecorded");
    }

    @Test
    void S_8_and_S_43_no_decision_is_recorded_at_the_end_of_its_link_or_later() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(i, (asked, node) -> {
                nodes.clock.set(asked.link().link().expiresAt());
                return null;
            });
            round.run();
            round.everySessionIsOver();
            for (PostId post : round.asked.posts())
                assertThat(nodes.entries(post, "post.decided"))
                        .allMatch(entry ->
                                entry.at().isBefore(round.asked.link().link().expiresAt()));
        }
        assertThat(seen).containsExactly(RECORDED, OVER);
    }

    @Test
    void S_43_nothing_is_done_in_the_name_of_an_approver_who_was_deleted() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(i, (asked, node) -> {
                nodes.node(node)
                        .approvers()
                        .delete(TwoNodes.host(), asked.approver().id());
                return null;
            });
            round.run();
            round.everySessionIsOver();
        }
        assertThat(seen).containsExactly(RECORDED, OVER);
    }
}
