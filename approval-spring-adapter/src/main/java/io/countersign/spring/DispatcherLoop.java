package io.countersign.spring;

import io.countersign.Approvals;
import java.time.Duration;

/** Publishes what is due; see {@link io.countersign.Dispatcher#run()}. */
final class DispatcherLoop extends Loop {
    DispatcherLoop(Approvals approvals, Duration interval) {
        super("approval-dispatcher", approvals.dispatcher()::run, interval);
    }
}
