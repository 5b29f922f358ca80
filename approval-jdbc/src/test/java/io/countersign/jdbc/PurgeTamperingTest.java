package io.countersign.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** No purge hides what an intruder did, and none can be faked without a trace. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PurgeTamperingTest {
    private static final String[] STUB = {"ws", "stream", "seq"};

    @Each
    void S_97_every_altered_cell_of_a_stub_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.purged();
            scenery.isWhole();
            List<Tampering.Line> stubs = scenery.stubs();
            assertThat(stubs).hasSizeGreaterThan(3);
            for (Tampering.Line stub : stubs) scenery.everyCell(stub, 1, List.of(), STUB);
            scenery.isWhole();
        }
    }

    @Each
    void S_97_every_altered_cell_of_what_tells_of_purges_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.purged();
            for (Tampering.Line entry : scenery.entries())
                if (entry.text("stream").equals("retention/record")) scenery.everyCell(entry, 41, List.of(), STUB);
            scenery.isWhole();
        }
    }

    @Each
    void S_97_every_stub_that_is_missing_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.purged();
            for (Tampering.Line stub : scenery.stubs()) {
                scenery.tampering.delete(stub, STUB);
                assertThat(scenery.verify().valid()).as("without %s", stub).isFalse();
                scenery.tampering.insert(stub);
            }
            for (Tampering.Line stub : scenery.stubs()) scenery.tampering.delete(stub, STUB);
            assertThat(scenery.verify().findings())
                    .extracting(Finding::kind, Finding::message)
                    .anySatisfy(found -> assertThat(found.toList().get(1).toString())
                            .contains("the chain was purged up to here by entry 2 of retention/record"));
        }
    }

    @Each
    void S_97_a_post_that_was_replaced_by_stubs_is_found_whatever_purge_it_is_said_to_be_of(Database database)
            throws SQLException {
        for (int purge : List.of(1, 2, 3, 99))
            try (Scenery scenery = new Scenery(database)) {
                scenery.purged();
                fake(scenery, purge);
                assertThat(scenery.verify().findings())
                        .extracting(Finding::kind)
                        .contains(Kind.FORKED);
                assertThat(scenery.verify().valid()).isFalse();
            }
    }

    /** As a purge would do it, but for telling of it. */
    private static void fake(Scenery scenery, int purge) throws SQLException {
        String stream = scenery.entries().stream()
                .map(entry -> entry.text("stream"))
                .filter(text -> text.startsWith("post/"))
                .findFirst()
                .orElseThrow();
        scenery.tampering.run(
                "INSERT INTO approval_stub SELECT ws, stream, seq, hash, %d FROM approval_entry WHERE stream = ?"
                        .formatted(purge),
                List.of(stream));
        scenery.tampering.run("DELETE FROM approval_entry WHERE stream = ?", List.of(stream));
        scenery.tampering.run("DELETE FROM approval_post WHERE id = ?", List.of(stream.substring("post/".length())));
    }

    @Each
    void S_97_a_stub_beside_its_entry_is_found(Database database) throws SQLException {
        try (Scenery scenery = new Scenery(database)) {
            scenery.purged();
            scenery.tampering.run(
                    "INSERT INTO approval_stub SELECT ws, stream, seq, hash, 2 FROM approval_entry WHERE stream = 'policy/routing'",
                    List.of());
            assertThat(scenery.verify().valid()).isFalse();
        }
    }
}
