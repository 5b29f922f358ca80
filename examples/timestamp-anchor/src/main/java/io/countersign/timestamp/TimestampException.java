package io.countersign.timestamp;

import org.jspecify.annotations.Nullable;

/** There is no stamp, or none that proves anything; the checkpoint is handed over again by the next run. */
public final class TimestampException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimestampException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    TimestampException(String message) {
        this(message, null);
    }
}
