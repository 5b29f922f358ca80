package io.countersign.spring;

import io.countersign.Approvals;
import java.time.Duration;

/** Does what is due, but for telling people; see {@link Approvals#tickSilently()}. */
final class DispatcherLoop extends Loop {
    DispatcherLoop(Approvals approvals, Duration interval) {
        super("approval-dispatcher", approvals::tickSilently, interval);
    }
}
