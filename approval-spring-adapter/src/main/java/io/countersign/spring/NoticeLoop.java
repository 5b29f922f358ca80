package io.countersign.spring;

import io.countersign.Approvals;
import java.time.Duration;

/** Tells people; see {@link io.countersign.Notices#run()}. Apart from publishing, which no mail server shall keep waiting. */
final class NoticeLoop extends Loop {
    private final boolean tells;

    NoticeLoop(Approvals approvals, Duration interval) {
        super("approval-notices", approvals.notices()::run, interval);
        tells = approvals.notices().tells();
    }

    /** Without a notifier there is nothing to do, and no thread. */
    @Override
    public synchronized void start() {
        if (tells) super.start();
    }
}
