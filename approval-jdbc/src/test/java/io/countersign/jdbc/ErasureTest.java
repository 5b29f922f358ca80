package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DecisionForm;
import io.countersign.ReviewSession;
import io.countersign.audit.StreamId;
import io.countersign.contract.HandClock;
import io.countersign.contract.Race;
import io.countersign.contract.office.Forgotten;
import io.countersign.link.SessionExpiredException;
import io.countersign.problem.ConflictException;
import io.countersign.review.Verdict;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Forgetting who somebody was, as the tables have it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ErasureTest {
    private static final int ROUNDS = Boolean.getBoolean("countersign.endurance") ? 2_000 : 40;

    @Each
    void S_101_an_erased_persons_name_address_and_words_are_in_no_column_of_no_table_and_every_chain_is_valid(
            Database database) throws SQLException {
        try (Pool pool = database.fresh()) {
            HandClock clock = new HandClock();
            Forgotten people =
                    new Forgotten(JdbcApprovalStore.on(pool).time(clock).build(), clock);
            assertThat(dump(pool)).as("until then").contains(people.words().toArray(String[]::new));
            people.erase();
            people.check();
            assertThat(dump(pool)).doesNotContain(Forgotten.PLANTED).contains(Forgotten.KEPT);
        }
    }

    /** Every column of every table, bytes as text and as digits. */
    private static String dump(Pool pool) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = tables(statement);
            assertThat(tables).hasSizeGreaterThan(15);
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next())
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
                            dump.append(text(rows, i)).append('\n');
                }
            }
        }
        return dump.toString();
    }

    private static @Nullable String text(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column) instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8) + " "
                        + HexFormat.of().formatHex(bytes)
                : rows.getString(column);
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema")) {
            while (found.next()) tables.add(found.getString(1));
        }
        return tables;
    }

    /** What is decided through a link while its holder is erased on another node is refused, or forgotten with the rest. */
    @Test
    void S_101_no_words_are_left_of_who_decides_while_they_are_erased() throws Exception {
        Set<String> seen = new TreeSet<>();
        try (TwoNodes nodes = new TwoNodes()) {
            for (int i = 0; i < ROUNDS; i++) {
                TwoNodes.Asked asked = nodes.asked(2);
                ReviewSession session = nodes.node(0)
                        .sessions()
                        .unlock(
                                asked.link().token().reveal(),
                                Objects.requireNonNull(asked.link().password()),
                                null,
                                null);
                AtomicBoolean gone = new AtomicBoolean();
                boolean late = i % 4 == 3;
                List<String> told = Race.of(3, runner -> () -> {
                    if (runner == 2) return erased(nodes, asked, gone);
                    while (late && runner == 1 && !gone.get()) Thread.onSpinWait();
                    return decided(nodes, session, asked, runner);
                });
                seen.addAll(told);
                assertThat(nodes.texts(asked.approver())).isEmpty();
                assertThat(nodes.doneAfter(StreamId.of(asked.approver().id()), "approver.erased", asked.approver()))
                        .isEmpty();
            }
            assertThat(nodes.node(0).records().verify(TwoNodes.host()).valid()).isTrue();
        }
        assertThat(seen).as("each was first at times").containsExactly("erased", "over", "recorded");
    }

    private static String erased(TwoNodes nodes, TwoNodes.Asked asked, AtomicBoolean gone) {
        while (true) {
            try {
                nodes.node(1)
                        .approvers()
                        .erase(TwoNodes.host(), asked.approver().id());
                gone.set(true);
                return "erased";
            } catch (ConflictException again) {
                // Others were first too often.
            }
        }
    }

    private static String decided(TwoNodes nodes, ReviewSession session, TwoNodes.Asked asked, int runner) {
        DecisionForm form = DecisionForm.of(asked.posts().get(runner), 1, Verdict.REJECT, "words of the approver");
        try {
            nodes.node(runner).reviews().decide(session.call(), form);
            return "recorded";
        } catch (SessionExpiredException ended) {
            return "over";
        }
    }
}
