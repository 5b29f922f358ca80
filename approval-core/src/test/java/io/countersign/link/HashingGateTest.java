package io.countersign.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.countersign.problem.BusyException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class HashingGateTest {
    @Test
    void S_26_as_many_as_there_are_permits_run_and_the_next_is_told_to_come_back() {
        HashingGate gate = new HashingGate(2, Duration.ZERO);

        BusyException busy = gate.within(() -> gate.within(() -> catchThrowableOfType(
                BusyException.class,
                () -> gate.within(() -> {
                    throw new AssertionError("the work was begun");
                }))));

        assertThat(busy.retryAfter()).isPositive();
        assertThat(busy.code()).isEqualTo("busy");
        assertThat(gate.within(() -> gate.within(() -> "both are free again"))).isEqualTo("both are free again");
    }

    @Test
    void S_26_work_that_fails_gives_its_permit_back() {
        HashingGate gate = new HashingGate(1, Duration.ZERO);

        assertThatThrownBy(() -> gate.within(() -> {
                    throw new IllegalStateException("no native code");
                }))
                .hasMessage("no native code");
        assertThat(gate.within(() -> "free")).isEqualTo("free");
    }

    @Test
    void S_26_who_waits_is_let_in_when_a_permit_comes_back() throws Exception {
        HashingGate gate = new HashingGate(1, HashingGate.LONGEST_WAIT);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FutureTask<String> first = new FutureTask<>(() -> gate.within(() -> {
            entered.countDown();
            await(leave);
            return "first";
        }));
        FutureTask<String> second = new FutureTask<>(() -> gate.within(() -> "second"));
        new Thread(first).start();
        entered.await();
        new Thread(second).start();
        while (gate.waiting() == 0) Thread.onSpinWait();
        leave.countDown();

        assertThat(first.get()).isEqualTo("first");
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void an_interrupted_thread_is_turned_away_and_stays_interrupted() {
        HashingGate gate = new HashingGate(1, Duration.ZERO);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> gate.within(() -> "work")).isInstanceOf(BusyException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(gate.within(() -> "work")).isEqualTo("work");
    }

    @Test
    void S_26_nobody_waits_longer_than_two_seconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashingGate(1, Duration.ofMillis(2001)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashingGate(1, Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashingGate(0, Duration.ZERO));
    }

    @Test
    void S_26_as_many_may_run_as_there_are_processors_but_no_more_than_a_quarter_of_the_heap_holds() {
        int permits = HashingGate.standardPermits();
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        assertThat(permits).isBetween(1, Runtime.getRuntime().availableProcessors());
        assertThat(permits == 1 || permits * 19L * 1024 * 1024 <= quarter).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
