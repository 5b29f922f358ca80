package io.countersign.link;

import static io.countersign.link.SomeLinks.FIRST;
import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.done;
import static io.countersign.link.SomeLinks.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkExtendTest {
    private static final Instant END = NOON.plus(Duration.ofDays(30));

    @Test
    void extending_by_counts_from_the_present_end_of_an_active_link() {
        LinkOutcome.Done extended =
                done(LinkCommand.Extend.by(Duration.ofDays(7)).applyTo(aLink(), NOON));

        assertThat(extended.after().expiresAt()).isEqualTo(END.plus(Duration.ofDays(7)));
        assertThat(extended.changes())
                .containsExactly(new Change(
                        new LinkEvent.Extended(END, END.plus(Duration.ofDays(7))), status("ACTIVE", "ACTIVE")));
    }

    @Test
    void extending_by_counts_from_now_for_an_expired_link_which_is_active_again() {
        Instant now = END.plus(Duration.ofDays(100));
        LinkOutcome.Done extended =
                done(LinkCommand.Extend.by(Duration.ofDays(90)).applyTo(aLink(), now));

        assertThat(extended.after().expiresAt()).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(extended.after().status(now)).isEqualTo(LinkStatus.ACTIVE);
        assertThat(extended.changes().get(0).subject()).isEqualTo(status("EXPIRED", "ACTIVE"));
    }

    @Test
    void S_9_extending_keeps_secret_password_generation_and_validity() {
        Link extended = done(LinkCommand.Extend.until(END.plusSeconds(1)).applyTo(aLink(), NOON))
                .after();

        assertThat(extended.credentials()).isEqualTo(FIRST);
        assertThat(extended.generation()).isEqualTo(1);
        assertThat(extended.validity()).isEqualTo(Link.STANDARD_VALIDITY);
    }

    @Test
    void a_link_ends_at_most_90_days_from_now() {
        Instant latest = NOON.plus(Duration.ofDays(90));

        assertThat(done(LinkCommand.Extend.until(latest).applyTo(aLink(), NOON))
                        .after()
                        .expiresAt())
                .isEqualTo(latest);
        assertThat(done(LinkCommand.Extend.by(Duration.ofDays(60)).applyTo(aLink(), NOON))
                        .after()
                        .expiresAt())
                .isEqualTo(latest);
        assertThat(violation(LinkCommand.Extend.until(latest.plusNanos(1000)), NOON))
                .isEqualTo(new Violation("until", "must end the link within 90 days from now"));
        for (Duration more :
                List.of(Duration.ofDays(60).plusNanos(1000), Duration.ofDays(91), Duration.ofSeconds(Long.MAX_VALUE)))
            assertThat(violation(LinkCommand.Extend.by(more), NOON))
                    .isEqualTo(new Violation("by", "must end the link within 90 days from now"));
        assertThat(violation(LinkCommand.Extend.until(Instant.MAX), NOON).field())
                .isEqualTo("until");
    }

    @Test
    void extending_sets_a_later_end() {
        assertThat(violation(LinkCommand.Extend.until(END), END))
                .isEqualTo(new Violation("until", "must be later than now"));
        assertThat(violation(LinkCommand.Extend.until(Instant.MIN), END).message())
                .isEqualTo("must be later than now");
        assertThat(violation(LinkCommand.Extend.until(END.minusSeconds(1)), NOON)
                        .message())
                .startsWith("must not be before the link's present end, 2026-12-31T12:00:00Z");
        for (Duration none :
                List.of(Duration.ZERO, Duration.ofNanos(999), Duration.ofDays(-1), Duration.ofSeconds(Long.MIN_VALUE)))
            for (Instant now : List.of(NOON, END))
                assertThat(violation(LinkCommand.Extend.by(none), now))
                        .isEqualTo(new Violation("by", "must be a positive duration, such as P7D"));
    }

    @Test
    void the_present_end_again_records_nothing() {
        LinkOutcome.Done same = done(LinkCommand.Extend.until(END.plusNanos(1)).applyTo(aLink(), NOON));

        assertThat(same.after()).isEqualTo(aLink());
        assertThat(same.changes()).isEmpty();
    }

    @Test
    void one_of_until_and_by_is_given() {
        assertThatThrownBy(() -> new LinkCommand.Extend(null, null)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new LinkCommand.Extend(END, Duration.ofDays(1)))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Violation violation(LinkCommand command, Instant now) {
        LinkOutcome.Refused refused = refused(command.applyTo(aLink(), now));
        assertThat(refused.change().event())
                .isEqualTo(new LinkEvent.Refused(
                        command.name(), "invalid-input", refused.problem().reason()));
        return ((InvalidInputException) refused.problem()).violations().get(0);
    }

    private static Subject status(String from, String to) {
        return new Subject(null, null, null, null, null, from, to, null);
    }
}
