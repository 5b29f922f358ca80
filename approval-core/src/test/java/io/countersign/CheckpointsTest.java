package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.HandClock;
import io.countersign.contract.Race;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Vault;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.PostForm;
import io.countersign.problem.NotPermittedException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import io.countersign.proof.SignedNote;
import io.countersign.store.ApprovalStore;
import io.countersign.store.LogStore.KeptCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** When checkpoints are made, whom they are handed to, and what verification says of them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckpointsTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("posts.example", Ed25519Signer.generate());
    private static final Ed25519Signer NEXT = Ed25519Signer.of("posts.example-2", Ed25519Signer.generate());

    private final HandClock clock = new HandClock();
    private final ApprovalStore store = new InMemoryApprovalStore(clock);
    private final Vault vault = new Vault();
    private final CheckpointTerms terms = CheckpointTerms.signedBy(SIGNER).anchoredIn(vault);

    @Test
    void S_96_a_checkpoint_is_made_at_least_every_minute_when_something_changed_and_none_when_nothing_did() {
        Office office = office(terms);
        write(office);
        assertThat(office.approvals.checkpoints().run()).isEqualTo(new Checkpoints.Run(1, 1));
        assertThat(office.approvals.checkpoints().run()).as("not due").isEqualTo(new Checkpoints.Run(0, 0));
        clock.pass(Duration.ofMinutes(1));
        assertThat(office.approvals.checkpoints().run()).as("nothing new").isEqualTo(new Checkpoints.Run(0, 0));
        write(office);
        clock.pass(Duration.ofMinutes(1));
        office.approvals.tick();
        assertThat(notes()).hasSize(2);
        assertThat(vault.held).hasSize(2);
        assertThat(checkpoint(1).size()).isGreaterThan(checkpoint(0).size());
    }

    @Test
    void S_96_a_checkpoint_says_which_log_it_is_of_and_is_signed() {
        Office office = office(terms.from("posts.example"));
        write(office);
        Checkpoint made =
                office.approvals.checkpoints().make(office.as("admin")).orElseThrow();
        assertThat(made.origin()).isEqualTo("posts.example/acme");
        assertThat(made.number()).isEqualTo(1);
        assertThat(made.at()).isEqualTo(store.now());
        assertThat(made.key()).isEqualTo(SIGNER.key());
        assertThat(notes().get(0).isSignedBy(SIGNER.key())).isTrue();
        assertThat(notes().get(0).isSignedBy(NEXT.key())).isFalse();
        assertThat(office.approvals.checkpoints().keys()).containsExactly(SIGNER.key());
    }

    @Test
    void S_96_without_an_anchor_verification_says_so_and_since_when_and_the_record_is_valid() {
        Office office = office(CheckpointTerms.signedBy(SIGNER));
        write(office);
        office.approvals.tick();
        Records.Verification verification = verify(office);
        assertThat(verification.valid()).isTrue();
        assertThat(verification.findings()).extracting(Finding::kind).containsExactly(Kind.UNANCHORED);
        assertThat(verification.findings().get(0).message()).contains("outside").contains("Since " + store.now());
        assertThat(office.approvals.checkpoints().status().state()).isEqualTo(Checkpoints.State.UNANCHORED);
    }

    @Test
    void S_96_without_a_signer_there_are_no_checkpoints() {
        Office office = office(CheckpointTerms.NONE);
        write(office);
        office.approvals.tick();
        assertThat(verify(office).checkpoint()).isNull();
        assertThat(verify(office).findings()).extracting(Finding::kind).containsExactly(Kind.UNANCHORED);
        assertThat(office.approvals.checkpoints().status().state()).isEqualTo(Checkpoints.State.OFF);
        assertThatIllegalStateException()
                .isThrownBy(() -> office.approvals.checkpoints().make(office.as("admin")))
                .withMessageContaining("signedBy");
    }

    @Test
    void S_96_an_anchor_that_holds_something_else_is_found_and_one_that_is_silent_is_told() {
        Office office = office(terms);
        write(office);
        office.approvals.tick();
        for (RuntimeException altered :
                List.of(new IllegalStateException("It was touched"), new IllegalArgumentException("It was touched"))) {
            vault.failing = altered;
            assertThat(verify(office).findings())
                    .containsExactly(
                            Finding.of(Kind.BAD_SIGNATURE, "what anchor 'vault' holds cannot be read: It was touched"));
            assertThat(verify(office).valid()).isFalse();
        }
        vault.failing = new UncheckedIOException(new IOException("No route"));
        assertThat(verify(office).findings())
                .extracting(Finding::kind, Finding::message)
                .containsExactly(
                        tuple(
                                Kind.UNANCHORED,
                                "anchor 'vault' does not tell what it holds, so nothing is compared with it: java.io.IOException: No route"));
        assertThat(verify(office).valid()).isTrue();
    }

    @Test
    void S_96_a_record_that_is_anchored_has_no_finding() {
        Office office = office(terms);
        write(office);
        office.approvals.tick();
        Records.Verification verification = verify(office);
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.checkpoint()).isEqualTo(checkpoint(0));
        assertThat(office.approvals.checkpoints().status().state()).isEqualTo(Checkpoints.State.ANCHORED);
        assertThat(office.approvals.checkpoints().status().covered()).isEqualTo(store.now());
    }

    @Test
    void S_96_an_anchor_out_of_reach_is_told_of_and_gets_the_last_checkpoint_when_it_is_back() {
        Office office = office(terms);
        write(office);
        vault.reachable = false;
        office.approvals.tick();
        assertThat(notes()).hasSize(1);
        assertThat(verify(office).findings()).extracting(Finding::kind).containsExactly(Kind.UNANCHORED);
        assertThat(verify(office).findings().get(0).message()).contains("vault");
        assertThat(office.approvals.checkpoints().status().state()).isEqualTo(Checkpoints.State.UNANCHORED);
        vault.reachable = true;
        clock.pass(Duration.ofMinutes(1));
        office.approvals.tick();
        assertThat(vault.held)
                .extracting(SignedNote::toString)
                .containsExactly(notes().get(0).toString());
        assertThat(verify(office).findings()).isEmpty();
    }

    @Test
    void R25_a_node_that_dies_between_checkpoint_and_anchor_leaves_the_rest_to_any_other() {
        Office first = office(terms);
        write(first);
        vault.reachable = false;
        first.approvals.tick();
        vault.reachable = true;
        Office second = office(terms);
        second.approvals.tick();
        assertThat(notes()).hasSize(1);
        assertThat(vault.held).hasSize(1);
        assertThat(verify(second).findings()).isEmpty();
    }

    @Test
    void a_new_key_is_followed_from_the_old_one() {
        Office before = office(terms);
        write(before);
        before.approvals.tick();
        clock.pass(Duration.ofMinutes(1));
        Office after = office(CheckpointTerms.signedBy(NEXT, SIGNER).anchoredIn(vault));
        write(after);
        after.approvals.tick();
        assertThat(notes().get(1).isSignedBy(SIGNER.key())).isTrue();
        assertThat(notes().get(1).isSignedBy(NEXT.key())).isTrue();
        assertThat(verify(after).findings()).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        Office later = office(CheckpointTerms.signedBy(NEXT).anchoredIn(vault));
        write(later);
        later.approvals.tick();
        assertThat(notes().get(2).isSignedBy(SIGNER.key())).isFalse();
        assertThat(verify(later).findings()).isEmpty();
    }

    @Test
    void a_new_key_without_the_old_one_signs_nothing_and_the_record_is_not_trusted_by_it() {
        Office before = office(terms);
        write(before);
        before.approvals.tick();
        Office stranger = office(CheckpointTerms.signedBy(NEXT).anchoredIn(vault));
        write(stranger);
        stranger.approvals.tick();
        assertThat(notes()).hasSize(1);
        assertThat(verify(stranger).findings()).extracting(Finding::kind).contains(Kind.BAD_SIGNATURE);
        assertThat(verify(stranger).valid()).isFalse();
    }

    @Test
    void two_nodes_that_look_at_once_make_one_log() throws Exception {
        Office one = office(terms);
        Office other = office(terms);
        for (int i = 0; i < 20; i++) {
            write(one);
            Race.of(
                    2,
                    runner -> () ->
                            (runner == 0 ? one : other).approvals.checkpoints().run());
            clock.pass(Duration.ofMinutes(1));
        }
        one.approvals.tick();
        assertThat(verify(one).findings()).isEmpty();
        assertThat(store.unlogged(Office.ACME, null, null, 10)).isEmpty();
    }

    @Test
    void only_who_may_read_the_record_makes_a_checkpoint() {
        Office office = office(terms);
        write(office);
        assertThat(catchThrowable(() -> office.approvals.checkpoints().make(office.as("maya"))))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void terms_that_cannot_work_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> terms.from("a/b")).withMessageContaining("a/b");
        assertThatIllegalArgumentException().isThrownBy(() -> terms.every(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms.anchoredIn(new Vault(), new Vault()))
                .withMessageContaining("vault");
        assertThatIllegalArgumentException().isThrownBy(() -> CheckpointTerms.NONE.anchoredIn(vault));
    }

    private Office office(CheckpointTerms about) {
        return new Office(store, clock, Office.TERMS, builder -> builder.checkpoints(about));
    }

    private static void write(Office office) {
        office.approvals.posts().create(office.as("maya"), PostForm.of(Office.LINKEDIN, "Hello"));
    }

    private static Records.Verification verify(Office office) {
        return office.approvals.records().verify(office.as("admin"));
    }

    private List<SignedNote> notes() {
        return store.checkpoints(Office.ACME, 0, 100).stream()
                .map(KeptCheckpoint::note)
                .map(SignedNote::parse)
                .toList();
    }

    private Checkpoint checkpoint(int which) {
        return Checkpoint.parse(notes().get(which).text());
    }
}
