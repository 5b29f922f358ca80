package io.countersign;

import io.countersign.notice.NoticeTerms;
import io.countersign.notice.Notifier;
import io.countersign.store.NoticeQueue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what concerns them, one letter a person and window. Starts no thread: {@link Approvals#tick()} runs it, or
 * the host where mail shall not keep publishing waiting, on as many nodes as it likes.
 */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** Notices that are looked at together. */
    private static final int BATCH = 2_000;

    private static final int MOST_BATCHES = 100;

    private final Desk desk;
    private final NoticeTerms terms;
    private final @Nullable Notifier notifier;
    private final @Nullable String baseUrl;

    Notices(Desk desk, NoticeTerms terms, @Nullable Notifier notifier, @Nullable String baseUrl) {
        this.desk = desk;
        this.terms = terms;
        this.notifier = notifier;
        this.baseUrl = baseUrl;
    }

    /**
     * What a run did.
     *
     * @param sent letters that were delivered
     * @param failed attempts that failed
     */
    public record Run(int sent, int failed) {
        static final Run NOTHING = new Run(0, 0);

        Run plus(Run other) {
            return new Run(sent + other.sent, failed + other.failed);
        }
    }

    /** Whether anybody is ever told: there is a {@link Notifier}. */
    public boolean tells() {
        return notifier != null;
    }

    /**
     * Sends every letter that is due now; nothing without a {@link Notifier}. Returns when nothing is left, or after enough
     * to let others have a turn.
     *
     * @throws IllegalStateException within a transaction of the host
     */
    public Run run() {
        Notifier target = notifier;
        if (target == null) return Run.NOTHING;
        Run all = Run.NOTHING;
        for (int i = 0; i < MOST_BATCHES; i++) {
            Optional<NoticeQueue.Held> held = desk.store.takeNotices(terms.lease(), BATCH);
            if (held.isEmpty()) break;
            Delivery delivery = new Delivery(desk, terms, target, baseUrl, held.get());
            boolean complete = deliver(delivery, held.get());
            all = all.plus(delivery.run());
            if (!complete) break;
        }
        return all;
    }

    /** Whatever fails as a whole is tried again when the lease is over, so that it does not come up at once. */
    private boolean deliver(Delivery delivery, NoticeQueue.Held held) {
        try {
            boolean complete = delivery.deliver();
            desk.store.release(held);
            return complete;
        } catch (RuntimeException broken) {
            LOG.error("Notices of workspace {} are tried again when their lease is over", held.workspace(), broken);
            return true;
        }
    }
}
