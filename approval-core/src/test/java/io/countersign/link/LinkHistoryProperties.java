package io.countersign.link;

import static io.countersign.link.SomeLinks.ID;
import static io.countersign.link.SomeLinks.MACS;
import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.PHC;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Stamp;
import io.countersign.audit.StreamId;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Every command in every status, in any order: what holds whatever was done. */
class LinkHistoryProperties {
    private static final Map<LinkStatus, Integer> REACHED = new EnumMap<>(LinkStatus.class);

    private record Step(LinkCommand command, Duration later) {}

    @Property
    void whatever_is_done_to_a_link_its_promises_hold(@ForAll("histories") List<Step> history) {
        Link link = aLink();
        Instant now = NOON;
        for (Step step : history) {
            now = now.plus(step.later());
            REACHED.merge(link.status(now), 1, Integer::sum);
            LinkOutcome outcome = step.command().applyTo(link, now);
            if (outcome instanceof LinkOutcome.Refused refused) {
                assertThat(refused.change().subject().refusal())
                        .isEqualTo(refused.problem().code());
                continue;
            }
            Link after = done(outcome).after();
            holds(link, step.command(), done(outcome), now);
            link = after;
        }
    }

    private static void holds(Link before, LinkCommand command, LinkOutcome.Done outcome, Instant now) {
        Link after = outcome.after();
        assertThat(List.of(after.id(), after.workspace(), after.approver(), after.head(), after.createdAt()))
                .isEqualTo(
                        List.of(before.id(), before.workspace(), before.approver(), before.head(), before.createdAt()));
        assertThat(after.validity()).isEqualTo(before.validity());

        if (before.status(now) == LinkStatus.REVOKED) {
            assertThat(after.revokedAt()).isEqualTo(before.revokedAt());
            assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
            assertThat(after.credentials()).isSameAs(before.credentials());
        }
        boolean regenerated = command instanceof LinkCommand.Regenerate;
        assertThat(after.generation()).isEqualTo(before.generation() + (regenerated ? 1 : 0));
        assertThat(after.credentials().equals(before.credentials())).isEqualTo(!regenerated);
        if (!after.expiresAt().equals(before.expiresAt())) {
            assertThat(after.expiresAt()).isAfter(now).isBeforeOrEqualTo(now.plus(Link.LONGEST_VALIDITY));
            assertThat(after.expiresAt().getNano() % 1000).isZero();
        }
        boolean changed = !after.with(before.usage()).equals(before);
        if (changed) assertThat(outcome.changes()).as("recorded: %s", command).isNotEmpty();
        if (outcome.changes().isEmpty()) assertThat(after).isEqualTo(before);
    }

    @Property(tries = 200)
    void S_6_nothing_that_is_recorded_holds_a_secret_and_all_of_it_can_be_chained(
            @ForAll("histories") List<Step> history) {
        Link link = aLink();
        Instant now = NOON;
        List<Change> changes = new ArrayList<>();
        for (Step step : history) {
            now = now.plus(step.later());
            LinkOutcome outcome = step.command().applyTo(link, now);
            if (outcome instanceof LinkOutcome.Refused refused) changes.add(refused.change());
            if (outcome instanceof LinkOutcome.Done done) {
                changes.addAll(done.changes());
                link = done.after();
            }
            assertThat(link + " " + outcome + " " + step.command())
                    .doesNotContain("PasswordHash", link.credentials().mac().hex());
        }
        Stamp stamp = new Stamp(new WorkspaceId("acme"), Actor.SYSTEM, NOON, null, "node-1");
        List<AuditEntry> entries = Trail.append(Head.START, StreamId.of(ID), stamp, changes);
        for (AuditEntry entry : entries)
            assertThat(new String(entry.bytes(), StandardCharsets.UTF_8))
                    .doesNotContain("PasswordHash", "maya", "$argon");
    }

    @AfterContainer
    static void every_status_was_reached() {
        assertThat(REACHED).containsOnlyKeys(LinkStatus.values());
        assertThat(REACHED.values()).allMatch(times -> times > 100);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(-5, 100L * 24 * 3600).map(Duration::ofSeconds);
        Arbitrary<LinkCommand> revoke = Arbitraries.just(new LinkCommand.Revoke());
        Arbitrary<LinkCommand> by = durations.map(LinkCommand.Extend::by);
        Arbitrary<LinkCommand> until = durations.map(more -> LinkCommand.Extend.until(NOON.plus(more.multipliedBy(4))));
        Arbitrary<LinkCommand> regenerate = Arbitraries.integers()
                .greaterOrEqual(0)
                .map(seed -> new LinkCommand.Regenerate(new Credentials(MACS.of(LinkToken.random(ID)), PHC, true)));
        Arbitrary<LinkCommand> others = Arbitraries.of(
                new LinkCommand.RequestRenewal(),
                new LinkCommand.DismissRenewal(),
                new LinkCommand.Warn(),
                new LinkCommand.Opened(1),
                new LinkCommand.Opened(2),
                new LinkCommand.WrongPassword(10),
                new LinkCommand.WrongSecret(2),
                new LinkCommand.Throttled(100),
                new LinkCommand.Viewed(1, "0123456789abcdef", new PostId("p"), 1, Digest.of("p")),
                new LinkCommand.Lock("0123456789abcdef"));
        Arbitrary<LinkCommand> commands = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(1, revoke),
                net.jqwik.api.Tuple.of(5, by),
                net.jqwik.api.Tuple.of(5, until),
                net.jqwik.api.Tuple.of(3, regenerate),
                net.jqwik.api.Tuple.of(10, others));
        Arbitrary<Duration> gaps =
                Arbitraries.longs().between(0, 20L * 24 * 3600).map(Duration::ofSeconds);
        return Combinators.combine(commands, gaps).as(Step::new).list().ofMaxSize(20);
    }
}
