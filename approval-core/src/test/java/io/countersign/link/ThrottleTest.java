package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Throttle THROTTLE = Throttle.STANDARD;

    @Test
    void S_31_four_failures_are_free_and_from_the_fifth_the_delay_doubles_up_to_15_minutes() {
        assertThat(List.of(0, 1, 4, 5, 6, 7, 14, 15, 16, 99, 100, 1000))
                .extracting(failures -> THROTTLE.delayAfter(failures).toSeconds())
                .containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 512L, 900L, 900L, 900L, 900L, 900L);
    }

    @Test
    void S_31_the_fifth_failure_makes_the_sixth_attempt_wait_a_second_and_not_a_moment_longer() {
        Usage usage = reserved(Usage.NONE, NOON, 5);

        assertThat(usage.failures()).isEqualTo(5);
        assertThat(refusal(usage, NOON).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refusal(usage, NOON.plusNanos(999_999_000)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(THROTTLE.reserve(usage, NOON.plusSeconds(1)).failures()).isEqualTo(6);
    }

    @Test
    void S_30_an_attempt_is_counted_before_anybody_knows_whether_it_is_right() {
        Usage reserved = THROTTLE.reserve(Usage.NONE, NOON);

        assertThat(reserved.failures()).isEqualTo(1);
        assertThat(reserved.notBefore()).isNull();
        assertThat(reserved.uses()).isZero();
    }

    @Test
    void S_33_the_hundredth_failure_disables_the_password_for_ever() {
        Usage usage = Usage.NONE;
        Instant now = NOON;
        for (int attempt = 1; attempt <= 100; attempt++) {
            usage = THROTTLE.reserve(usage, now);
            now = now.plus(Duration.ofMinutes(15));
        }

        assertThat(usage.failures()).isEqualTo(100);
        assertThat(refusal(usage, now.plus(Duration.ofDays(10_000))).retryAfter())
                .isEqualTo(Throttle.DISABLED);
    }

    @Test
    void S_49_delayed_and_disabled_answer_alike_but_for_how_long_to_wait() {
        TooManyAttemptsException delayed = refusal(reserved(Usage.NONE, NOON, 5), NOON);
        TooManyAttemptsException disabled = refusal(new Usage(100, null, 0, 0, 0, null), NOON);

        assertThat(delayed.getMessage()).isEqualTo(disabled.getMessage());
        assertThat(delayed.code()).isEqualTo(disabled.code()).isEqualTo("too-many-attempts");
        assertThat(delayed.details()).isEqualTo(disabled.details());
        assertThat(delayed.retryAfter()).isNotEqualTo(disabled.retryAfter());
    }

    @Test
    void S_49_a_refused_attempt_is_no_failure() {
        Usage usage = reserved(Usage.NONE, NOON, 5);
        Usage refused = usage.throttledOnce();

        assertThat(refused.failures()).isEqualTo(5);
        assertThat(refused.notBefore()).isEqualTo(usage.notBefore());
        assertThat(refused.throttled()).isEqualTo(1);
    }

    @Test
    void S_34_success_clears_the_failures_and_keeps_the_uses() {
        Usage usage =
                reserved(Usage.NONE, NOON, 5).throttledOnce().wrongSecretOnce().unlocked(NOON.plusSeconds(1));

        assertThat(usage).isEqualTo(new Usage(0, null, 0, 0, 1, NOON.plusSeconds(1)));
        assertThat(THROTTLE.reserve(usage, NOON.plusSeconds(1)).failures()).isEqualTo(1);
        assertThat(usage.used(NOON.plusSeconds(9))).isEqualTo(new Usage(0, null, 0, 0, 1, NOON.plusSeconds(9)));
    }

    /** However the attacker times it: attempts happen as the schedule allows, and 100 of them at most. */
    @Property(tries = 200)
    void S_31_no_timing_of_attempts_gets_more_than_the_schedule_allows(
            @ForAll @Size(max = 400) List<@LongRange(min = 0, max = 2_000_000_000L) Long> gapsInMicros) {
        Usage usage = Usage.NONE;
        Instant now = NOON;
        Instant earliest = NOON;
        int made = 0;
        for (long gap : gapsInMicros) {
            now = now.plusNanos(gap * 1000);
            boolean allowed = THROTTLE.waitOf(usage, now).isEmpty();
            assertThat(allowed).isEqualTo(made < 100 && !now.isBefore(earliest));
            if (!allowed) {
                Duration wait = refusal(usage, now).retryAfter();
                assertThat(wait.getNano()).isZero();
                assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                if (made < 100) assertThat(now.plus(wait)).isAfterOrEqualTo(earliest);
                if (made < 100) assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(15));
                continue;
            }
            usage = THROTTLE.reserve(usage, now);
            made++;
            long delay = made < 5 ? 0 : Math.min(900, (long) Math.pow(2, made - 5));
            earliest = now.plusSeconds(delay);
        }
        assertThat(usage.failures()).isEqualTo(made).isLessThanOrEqualTo(100);
    }

    @Property
    void S_31_delays_never_shrink(@ForAll @IntRange(min = 0, max = 10_000) int failures) {
        assertThat(THROTTLE.delayAfter(failures + 1)).isGreaterThanOrEqualTo(THROTTLE.delayAfter(failures));
    }

    @Test
    void a_throttle_of_a_host_is_never_weaker_than_a_hundred_attempts() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(5, second, 101));
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(0, second, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(11, second, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new Throttle(5, second.minusNanos(1), 100));
    }

    private static Usage reserved(Usage usage, Instant now, int attempts) {
        Usage result = usage;
        for (int i = 0; i < attempts; i++) result = THROTTLE.reserve(result, now);
        return result;
    }

    private static TooManyAttemptsException refusal(Usage usage, Instant now) {
        return catchThrowableOfType(TooManyAttemptsException.class, () -> THROTTLE.reserve(usage, now));
    }
}
