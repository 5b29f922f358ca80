package io.countersign.spring;

import io.countersign.Approvals;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Calls {@link Approvals#tick()} again and again in a thread of its own, from the end of the context's start to the begin
 * of its end, which waits for the run that is under way.
 */
final class DispatcherLoop implements SmartLifecycle {
    /** A call of a publisher that takes longer is interrupted; its lease then decides what became of it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherLoop.class);

    private final Approvals approvals;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;

    DispatcherLoop(Approvals approvals, Duration interval) {
        this.approvals = approvals;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (thread != null) return;
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread named = new Thread(work, "approval-dispatcher");
            named.setDaemon(true);
            return named;
        });
        fresh.scheduleWithFixedDelay(this::tick, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        thread = fresh;
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = thread;
        if (running == null) return;
        thread = null;
        running.shutdown();
        if (ended(running, LONGEST_WAIT)) return;
        LOG.warn("The dispatcher is still busy after {}; its calls are interrupted", LONGEST_WAIT);
        running.shutdownNow();
        ended(running, Duration.ofSeconds(5));
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void tick() {
        try {
            approvals.tick();
        } catch (RuntimeException | Error failed) {
            // The next run finds what this one left; whatever is thrown on would silently end all further runs.
            LOG.error("A run of the dispatcher failed", failed);
        }
    }

    private static boolean ended(ExecutorService thread, Duration wait) {
        try {
            return thread.awaitTermination(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
