package io.countersign.spring;

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
 * Does something again and again in a thread of its own, from the end of the context's start to the begin of its end, which
 * waits for the run that is under way.
 */
class Loop implements SmartLifecycle {
    /** A call of the host's that takes longer is interrupted; what it was about is held by a lease, which then decides. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Runnable work;
    private final Duration interval;
    private @Nullable ScheduledExecutorService thread;

    /**
     * A loop that does not run yet.
     *
     * @param name of its thread
     * @param interval pause between two runs
     */
    Loop(String name, Runnable work, Duration interval) {
        this.name = name;
        this.work = work;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (thread != null) return;
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, name);
            named.setDaemon(true);
            return named;
        });
        fresh.scheduleWithFixedDelay(this::run, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        thread = fresh;
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = thread;
        if (running == null) return;
        thread = null;
        running.shutdown();
        if (ended(running, LONGEST_WAIT)) return;
        LOG.warn("{} is still busy after {}; its calls are interrupted", name, LONGEST_WAIT);
        running.shutdownNow();
        ended(running, Duration.ofSeconds(5));
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            // The next run finds what this one left; whatever is thrown on would silently end all further runs.
            LOG.error("A run of {} failed", name, failed);
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
