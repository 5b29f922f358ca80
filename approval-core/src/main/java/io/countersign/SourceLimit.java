package io.countersign;

import io.countersign.link.TooManyAttemptsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits unknown links and wrong secrets per source, in windows of a minute (S-35). Kept by each node in bounded memory:
 * a secret of 256 bits is not guessed, and a write for each anonymous call would be a weapon of its own.
 */
final class SourceLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_SOURCES = 10_000;

    private record Window(Instant since, int count) {}

    private final int perMinute;
    private final InstantSource time;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    SourceLimit(int perMinute, InstantSource time) {
        this.perMinute = perMinute;
        this.time = time;
    }

    /** Refuses a source that named too many unknown links within the minute. */
    void check(@Nullable String source) {
        if (source == null) return;
        Instant now = time.instant();
        synchronized (windows) {
            Window window = windows.get(source);
            if (window == null || window.count() < perMinute) return;
            Duration left = Duration.between(now, window.since().plus(WINDOW));
            if (!left.isNegative() && !left.isZero())
                throw new TooManyAttemptsException(Duration.ofSeconds(left.toSeconds() + 1));
        }
    }

    /** One more. */
    void count(@Nullable String source) {
        if (source == null) return;
        Instant now = time.instant();
        synchronized (windows) {
            windows.compute(
                    source,
                    (key, window) ->
                            window == null || !now.isBefore(window.since().plus(WINDOW))
                                    ? new Window(now, 1)
                                    : new Window(window.since(), window.count() + 1));
        }
    }
}
