package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Vault;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.proof.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** A verification that is cut into parts finds what one at once finds. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerifyingTest {
    /** So that there are several steps over chains, and over the log. */
    private static final int POSTS = 3 * RecordCheck.BATCH;

    private static final String WITHOUT_LOG =
            "{\"workspace\":\"acme\",\"streams\":0,\"entries\":0,\"walked\":false,\"seq\":0,\"index\":0,\"checkpoint\":0,\"findings\":[]}";

    private final HandClock clock = new HandClock();
    private final Vault vault = new Vault();
    private final Office office = new Office(
            new InMemoryApprovalStore(clock),
            clock,
            Office.TERMS,
            builder -> builder.checkpoints(
                    CheckpointTerms.signedBy(Ed25519Signer.of("posts.example", Ed25519Signer.generate()))
                            .anchoredIn(vault)));
    private final Call admin = office.as("admin");
    private final Records records = office.approvals.records();

    private void written() {
        for (int part = 0; part < 3; part++) {
            for (int i = 0; i < POSTS / 3; i++) office.draft("Post " + i);
            clock.pass(Duration.ofMinutes(2));
            office.approvals.tick();
        }
    }

    @Test
    void S_97_who_goes_on_in_another_process_after_each_step_comes_to_the_same() {
        written();
        Records.Verification whole = records.verify(admin);
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.entries()).isEqualTo(POSTS);
        String kept = null;
        List<Finding> findings = new ArrayList<>();
        int steps = 0;
        Verifying verifying = records.verifying(admin, null);
        while (verifying.step()) {
            kept = verifying.progress();
            findings.addAll(verifying.result().findings());
            verifying = records.verifying(admin, kept);
            steps++;
        }
        assertThat(steps).isGreaterThan(5);
        assertThat(findings).isEmpty();
        Records.Verification last = verifying.result();
        assertThat(last).isEqualTo(whole);
        assertThat(verifying.step()).as("it is over").isFalse();
    }

    @Test
    void S_97_who_goes_on_from_the_end_sees_what_came_since() {
        written();
        Verifying verifying = records.verifying(admin, null);
        while (verifying.step()) verifying.progress();
        String end = verifying.progress();
        office.draft("One more");
        clock.pass(Duration.ofMinutes(2));
        office.approvals.tick();
        Verifying more = records.verifying(admin, end);
        while (more.step()) more.progress();
        assertThat(more.result().findings()).isEmpty();
        assertThat(more.result().checkpoint()).isEqualTo(records.verify(admin).checkpoint());
    }

    @Test
    void S_97_what_was_found_before_spoils_the_end_as_well() {
        written();
        RuntimeException altered = new IllegalStateException("It was touched");
        vault.failing = altered;
        Verifying verifying = records.verifying(admin, null);
        while (records.verifying(admin, verifying.progress()).result().valid() && verifying.step())
            verifying.progress();
        String kept = verifying.progress();
        vault.failing = null;
        Verifying more = records.verifying(admin, kept);
        while (more.step()) more.progress();
        assertThat(more.result().valid()).isFalse();
        assertThat(more.result().findings()).extracting(Finding::kind).containsExactly(Finding.Kind.BAD_SIGNATURE);
    }

    @Test
    void progress_of_another_workspace_or_of_nothing_is_refused() {
        office.draft("Hello");
        Verifying verifying = records.verifying(admin, null);
        verifying.step();
        Call other = Call.of(new WorkspaceId("other"), Actor.user("eve", Set.of(Permission.AUDIT_READ), Set.of()));
        String progress = verifying.progress();
        for (String none : List.of("", "{}", "null", "[1]", "{\"workspace\":\"acme\",\"frontier\":7}", WITHOUT_LOG))
            assertThatThrownBy(() -> records.verifying(admin, none))
                    .as(none)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("progress");
        assertThatThrownBy(() -> records.verifying(other, progress)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> records.verifying(office.as("maya"), null)).isInstanceOf(NotPermittedException.class);
    }
}
