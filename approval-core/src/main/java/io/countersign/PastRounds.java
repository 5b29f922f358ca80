package io.countersign;

import io.countersign.identity.WorkspaceId;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.PageRequest;
import io.countersign.store.RoundReads;
import io.countersign.store.RoutedRound;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rounds that opened within a period, the latest first. */
final class PastRounds {
    /** At most so many are looked at in one call. */
    static final int MOST = 100_000;

    private PastRounds() {}

    /**
     * Reads them part by part.
     *
     * @throws InvalidInputException where there are more than that
     */
    static void each(
            RoundReads store, WorkspaceId workspace, Period period, int most, Consumer<List<RoutedRound>> reader) {
        int read = 0;
        List<RoutedRound> part;
        @Nullable RoutedRound last = null;
        do {
            part = store.routed(workspace, period.from(), period.to(), last, PageRequest.MAX);
            read += part.size();
            if (read > most)
                throw new InvalidInputException(
                        "from", "the period has more than %,d rounds; ask for a shorter one".formatted(most));
            reader.accept(part);
            if (!part.isEmpty()) last = part.get(part.size() - 1);
        } while (part.size() == PageRequest.MAX);
    }
}
