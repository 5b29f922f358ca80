package io.countersign;

import static io.countersign.contract.office.Office.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.problem.ConflictException;
import io.countersign.problem.NotPermittedException;
import io.countersign.retention.RetentionPeriod;
import io.countersign.retention.RetentionRules;
import io.countersign.store.ApprovalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What the contract of stores does not show of retention: moments between two reads, periods, and who may read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetentionTest {
    private static final RetentionPeriod YEAR = RetentionPeriod.parse("P1Y");

    private final HandClock clock = new HandClock();
    private final ApprovalStore store = new InMemoryApprovalStore(clock);
    private final Office office = new Office(store, clock);
    private final Deque<Runnable> afterPosts = new ArrayDeque<>();

    /** A store that lets something happen after posts were read, once. */
    private ApprovalStore interrupted() {
        return (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(), new Class<?>[] {ApprovalStore.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(store, args);
                        if (method.getName().equals("posts") && !afterPosts.isEmpty())
                            afterPosts.poll().run();
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Test
    void S_101_nobody_is_told_that_a_post_is_held_which_was_purged_while_they_asked() {
        Call admin = office.as("admin");
        Post post = office.draft("Old");
        office.approvals.retention().keep(admin, YEAR);
        clock.pass(Duration.ofDays(400));
        Retention late = new Office(interrupted(), clock).approvals.retention();
        afterPosts.add(() ->
                assertThat(office.approvals.retention().purge(admin).posts()).isEqualTo(1));
        assertThatThrownBy(() -> late.hold(admin, post.id(), "A court asks")).isInstanceOf(ConflictException.class);
        assertThat(office.approvals.retention().get(admin).holds()).isEmpty();
        assertThat(afterPosts).isEmpty();
    }

    @Test
    void S_101_a_purge_that_was_begun_before_a_hold_purges_nothing() {
        Call admin = office.as("admin");
        Post post = office.draft("Old");
        office.approvals.retention().keep(admin, YEAR);
        clock.pass(Duration.ofDays(400));
        Retention job = new Office(interrupted(), clock).approvals.retention();
        afterPosts.add(() -> office.approvals.retention().hold(admin, post.id(), "A court asks"));
        assertThatThrownBy(() -> job.purge(admin)).isInstanceOf(ConflictException.class);
        assertThat(office.now(post.id())).isEqualTo(post);
        assertThat(job.purge(admin)).isEqualTo(new Retention.Purged(0, 0, false));
    }

    @Test
    void who_manages_retention_or_reads_the_record_reads_the_rules_and_nobody_else() {
        for (Permission permission : Permission.values()) {
            Call call = Call.of(ACME, Actor.user("eve", Set.of(permission), Set.of()));
            boolean may =
                    Set.of(Permission.RETENTION_MANAGE, Permission.AUDIT_READ).contains(permission);
            if (may) {
                assertThat(office.approvals.retention().get(call)).isEqualTo(RetentionRules.none(ACME));
                assertThat(office.approvals.retention().texts(call)).isEmpty();
            } else if (permission != Permission.ADVOCACY_SHARE) {
                assertThatThrownBy(() -> office.approvals.retention().get(call))
                        .as(permission.code())
                        .isInstanceOf(NotPermittedException.class);
            }
        }
    }

    @Test
    void a_period_is_one_from_a_day_to_a_hundred_years() {
        for (String period : List.of("P1D", "P6Y", "P18M", "P2W", "P1Y2M3D", "P100Y", "P36500D"))
            assertThat(RetentionPeriod.parse(period).before(Instant.parse("2026-12-01T00:00:00Z")))
                    .as(period)
                    .isBefore("2026-12-01T00:00:00Z");
        for (String none : List.of("", "P0D", "-P1D", "P1Y-1D", "P100Y1D", "P1201M", "P36600D", "PT24H", "six years"))
            assertThatIllegalArgumentException()
                    .as(none)
                    .isThrownBy(() -> RetentionPeriod.parse(none))
                    .withMessageContaining("P6Y");
        assertThat(RetentionPeriod.parse("P1Y").before(Instant.parse("2028-02-29T12:00:00Z")))
                .isEqualTo("2027-02-28T12:00:00Z");
    }
}
