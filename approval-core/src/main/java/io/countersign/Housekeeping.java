package io.countersign;

import io.countersign.link.Devices;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Forgets, now and then, what no call can need any more (S-37). */
final class Housekeeping {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int AT_A_TIME = 1000;

    private final Desk desk;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Instant dueAt;

    Housekeeping(Desk desk) {
        this.desk = desk;
    }

    /** Does a part of it, where it is due. */
    void sweep() {
        if (!turn.tryLock()) return;
        try {
            Instant now = desk.store.now();
            if (dueAt != null && now.isBefore(dueAt)) return;
            int forgotten = desk.store.prune(now.minus(Devices.KEPT), AT_A_TIME);
            dueAt = forgotten < AT_A_TIME ? now.plus(INTERVAL) : now;
        } finally {
            turn.unlock();
        }
    }
}
