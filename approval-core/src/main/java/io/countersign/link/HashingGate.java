package io.countersign.link;

import io.countersign.problem.BusyException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only so many hashes run at a time, because each takes 19 MiB and a core; the next in line waits a little and is
 * then told to come back (S-26). Thread safe; starts no thread.
 */
public final class HashingGate {
    /** Nobody waits longer. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final long BYTES_OF_ONE = 19L * 1024 * 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore permits;
    private final Duration wait;

    /**
     * @param permits how many may run at a time, at least 1
     * @param wait how long to wait for one of them, zero to {@link #LONGEST_WAIT}
     */
    public HashingGate(int permits, Duration wait) {
        if (permits < 1) throw new IllegalArgumentException("At least one hash must be able to run, not " + permits);
        if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0)
            throw new IllegalArgumentException(
                    "The wait for a hash is zero to %s, not %s".formatted(LONGEST_WAIT, wait));
        this.permits = new Semaphore(permits, true);
        this.wait = wait;
    }

    /** As many as there are processors, but no more than take a quarter of the heap. */
    public static int standardPermits() {
        long fitting = Runtime.getRuntime().maxMemory() / 4 / BYTES_OF_ONE;
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fitting));
    }

    /**
     * Does the work when its turn comes. Reserve a password attempt inside, not before: who is turned away must not be
     * charged.
     *
     * @throws BusyException when its turn does not come in time, or the thread is interrupted; the work was not begun
     */
    public <T> T within(Supplier<T> work) {
        if (!entered()) throw new BusyException("Too many passwords are being checked at this moment.", RETRY_AFTER);
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    /** How many threads are waiting. */
    int waiting() {
        return permits.getQueueLength();
    }

    private boolean entered() {
        try {
            return permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
