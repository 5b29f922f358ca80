package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ApproverForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.UnlockForm;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.link.Devices;
import io.countersign.problem.ApprovalException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Guesses at a password that come to two nodes at the same moment. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuessedByNodesTest {
    private static final Secret WRONG = Secret.of("wrong-wrong-wrong");
    private static final int PERMITTED = 5;

    private final HandClock clock = new HandClock();
    private @Nullable Pool pool;

    @AfterEach
    void close() throws SQLException {
        if (pool != null) pool.close();
    }

    @Each
    void S_36_two_hundred_guesses_on_two_nodes_check_no_more_than_are_permitted(Database database) throws Exception {
        List<Office> nodes = twoNodes(database);
        IssuedLink link = link(nodes.get(0));

        List<String> codes = guesses(nodes, UnlockForm.of(link.token().reveal(), WRONG));

        assertThat(codes).isSubsetOf("wrong-password", "too-many-attempts", "busy");
        assertThat(looks(nodes)).isEqualTo(PERMITTED);
        assertThat(codes).filteredOn("wrong-password"::equals).hasSize(PERMITTED);
    }

    @Each
    void S_32_of_a_browser_that_was_here_ten_more_are_checked_and_no_others(Database database) throws Exception {
        List<Office> nodes = twoNodes(database);
        IssuedLink link = link(nodes.get(0));
        Secret device = nodes.get(1)
                .approvals
                .sessions()
                .unlock(UnlockForm.of(link.token().reveal(), Objects.requireNonNull(link.password())))
                .device();

        guesses(nodes, UnlockForm.of(link.token().reveal(), WRONG).by(device));

        assertThat(looks(nodes) - 1).isBetween(Devices.MOST_FAILURES, Devices.MOST_FAILURES + PERMITTED);
    }

    private List<Office> twoNodes(Database database) throws SQLException {
        Pool fresh = database.fresh().sized(16, 60_000);
        pool = fresh;
        return List.of(node(fresh), node(fresh));
    }

    private Office node(Pool on) {
        return new Office(JdbcApprovalStore.on(on).time(clock).build(), clock);
    }

    private static IssuedLink link(Office office) {
        var client = office.approvals.approvers().register(office.as("admin"), ApproverForm.external("Dana", null));
        return office.approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
    }

    private static List<String> guesses(List<Office> nodes, UnlockForm form) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Office node = nodes.get(i % nodes.size());
                guesses.add(() -> guess(node, form));
            }
            List<String> codes = new ArrayList<>();
            for (Future<String> guess : threads.invokeAll(guesses)) codes.add(guess.get());
            return codes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String guess(Office node, UnlockForm form) {
        try {
            node.approvals.sessions().unlock(form);
            return "unlocked";
        } catch (ApprovalException refused) {
            return refused.code();
        }
    }

    private static int looks(List<Office> nodes) {
        return nodes.stream().mapToInt(node -> node.hasher.looks()).sum();
    }
}
