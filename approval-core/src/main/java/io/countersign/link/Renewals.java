package io.countersign.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests for a new link by its holder: one open at a time, one in 15 minutes, three in 24 hours (S-54).
 *
 * @param openSince the request that its creator has not answered; null for none
 * @param lately accepted requests of the last 24 hours before the last one, in order
 */
public record Renewals(@Nullable Instant openSince, List<Instant> lately) {
    /** Of a new link. */
    public static final Renewals NONE = new Renewals(null, List.of());

    private static final Duration APART = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofHours(24);
    private static final int PER_DAY = 3;

    public Renewals {
        lately = List.copyOf(lately);
    }

    /** With one more request; empty when it is one too many. */
    Optional<Renewals> requested(Instant now) {
        List<Instant> recent = new ArrayList<>(lately);
        recent.removeIf(at -> !at.plus(DAY).isAfter(now));
        boolean tooSoon =
                !recent.isEmpty() && recent.get(recent.size() - 1).plus(APART).isAfter(now);
        if (openSince != null || tooSoon || recent.size() >= PER_DAY) return Optional.empty();
        recent.add(now);
        return Optional.of(new Renewals(now, recent));
    }

    /** With none open any more; what was asked lately still counts. */
    Renewals answered() {
        return new Renewals(null, lately);
    }
}
