package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Checkpoints.Standing;
import io.countersign.Checkpoints.State;
import io.countersign.audit.Ed25519Signer;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Vault;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.store.ApprovalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How far the record can be proven, as who watches over the host is told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StandingTest {
    private static final Ed25519Signer SIGNER = Ed25519Signer.of("posts.example", Ed25519Signer.generate());
    private static final Standing HELD = new Standing(State.ANCHORED, null, 0);

    private final HandClock clock = new HandClock();
    private final ApprovalStore store = new InMemoryApprovalStore(clock);
    private final Vault vault = new Vault();
    private final CheckpointTerms terms = CheckpointTerms.signedBy(SIGNER).anchoredIn(vault);
    private final List<String> reads = new ArrayList<>();

    @Test
    void S_96_without_a_key_it_is_off_and_without_an_anchor_unanchored_from_the_start() {
        assertThat(standing(office(CheckpointTerms.NONE))).isEqualTo(new Standing(State.OFF, null, 0));
        Office signed = office(CheckpointTerms.signedBy(SIGNER));
        assertThat(standing(signed)).isEqualTo(new Standing(State.UNANCHORED, null, 0));
        signed.draft("Hello");
        signed.approvals.tick();
        assertThat(standing(signed)).isEqualTo(new Standing(State.UNANCHORED, null, 0));
    }

    @Test
    void S_96_an_anchor_that_misses_a_turn_is_not_told_of_and_one_that_stays_away_is() {
        Office office = office(terms);
        office.draft("Hello");
        office.approvals.tick();
        assertThat(standing(office)).isEqualTo(HELD);
        vault.reachable = false;
        clock.pass(Duration.ofMinutes(1));
        office.draft("Hello again");
        Instant unheld = store.now();
        for (int minute = 1; minute <= 5; minute++) {
            office.approvals.tick();
            assertThat(standing(office)).as("minute %d", minute).isEqualTo(HELD);
            clock.pass(Duration.ofMinutes(1));
            office.draft("Hello in minute " + minute);
        }
        office.approvals.tick();
        clock.pass(Duration.ofSeconds(1));
        assertThat(standing(office)).isEqualTo(new Standing(State.UNANCHORED, unheld, 1));
        vault.reachable = true;
        clock.pass(Duration.ofMinutes(1));
        office.approvals.tick();
        assertThat(standing(office)).isEqualTo(HELD);
    }

    @Test
    void S_96_a_node_without_runs_tells_what_others_did() {
        Office runs = office(terms);
        Office only = office(terms);
        runs.draft("Hello");
        runs.approvals.tick();
        clock.pass(Duration.ofDays(1));
        assertThat(standing(only)).as("long ago").isEqualTo(HELD);
        runs.draft("Hello again");
        assertThat(standing(only)).as("just written").isEqualTo(HELD);
        clock.pass(Duration.ofMinutes(1));
        runs.approvals.tick();
        assertThat(standing(only)).as("handed over").isEqualTo(HELD);
    }

    @Test
    void S_96_where_no_node_runs_each_tells_so_though_something_new_is_written_all_the_time() {
        Office idle = office(terms);
        for (int minute = 0; minute < 7; minute++) {
            assertThat(standing(idle))
                    .as("minute %d", minute)
                    .isEqualTo(minute < 6 ? HELD : new Standing(State.UNANCHORED, null, 1));
            idle.draft("Hello in minute " + minute);
            clock.pass(Duration.ofMinutes(1));
        }
        office(terms).approvals.tick();
        Instant covered = store.now();
        clock.pass(Duration.ofMinutes(1));
        assertThat(standing(idle)).isEqualTo(HELD);
        for (int minute = 0; minute < 6; minute++) {
            idle.draft("Hello once more in minute " + minute);
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(standing(idle)).isEqualTo(new Standing(State.UNANCHORED, covered, 1));
    }

    @Test
    void S_96_what_nobody_looked_at_is_told_by_the_node_whose_runs_met_it() {
        for (int i = 0; i < 20; i++) register(office(terms), "a" + i);
        office(terms).approvals.tick();
        clock.pass(Duration.ofMinutes(1));
        Office office = office(terms);
        register(office, "the-twenty-first");
        vault.reachable = false;
        office.approvals.tick();
        Instant since = store.now();
        clock.pass(Duration.ofMinutes(6));
        office.approvals.tick();
        assertThat(standing(office)).isEqualTo(new Standing(State.UNANCHORED, since, 0));
    }

    @Test
    void S_96_however_often_it_is_asked_for_and_in_however_many_workspaces_little_is_read() {
        Office office = office(terms);
        for (int i = 0; i < 50; i++) register(office, "w" + i);
        clock.pass(Duration.ofMinutes(10));
        reads.clear();
        assertThat(standing(office)).isEqualTo(new Standing(State.UNANCHORED, null, 20));
        assertThat(reads).hasSizeLessThan(50);
        reads.clear();
        for (int i = 0; i < 100; i++) standing(office);
        assertThat(reads).as("but whether the store answers").hasSize(200).containsOnly("now", "recorded");
        office.approvals.tick();
        reads.clear();
        assertThat(standing(office)).isEqualTo(HELD);
        assertThat(reads).containsExactly("now", "recorded");
    }

    private Office office(CheckpointTerms about) {
        return new Office(counting(store), clock, Office.TERMS, builder -> builder.checkpoints(about));
    }

    private static Standing standing(Office office) {
        return office.approvals.checkpoints().standing();
    }

    private static void register(Office office, String workspace) {
        Actor admin = Actor.user("admin", Set.of(Permission.values()), Set.of());
        office.approvals
                .approvers()
                .register(Call.of(new WorkspaceId(workspace), admin), ApproverForm.external("Nora", null));
    }

    private ApprovalStore counting(ApprovalStore counted) {
        List<String> told = Collections.synchronizedList(reads);
        return (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(), new Class<?>[] {ApprovalStore.class}, (proxy, method, args) -> {
                    told.add(method.getName());
                    try {
                        return method.invoke(counted, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
